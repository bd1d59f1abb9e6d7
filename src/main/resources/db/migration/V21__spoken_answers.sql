-- What is written during a call is answered aloud message by message: one that the call has not seen, or that the written side
-- has something to do about, stays open between two that are answered. Nothing has to be put back any more.
alter table omni_messages add column answered_in uuid;
comment on column omni_messages.answered_in is
  'of what was written: the answer that answered it though its lane has not come so far, spoken in a call or still on its way';

alter table omni_turns drop column answered_before;

-- Which limit of a tenant's is reached, if one is. Calls that come together are counted one after the other, but only where
-- there is a limit: whoever waits for the tenant's row here counts, in a statement of its own, those who went before.
create function omni_reached_limit(tenant text, settings jsonb) returns text language plpgsql volatile as $$
declare
  at_once constant integer := settings #>> '{limits,concurrent_calls}';
  a_day constant integer := settings #>> '{limits,calls_per_day}';
  zone constant text := settings ->> 'time_zone';
begin
  if at_once is null and a_day is null then
    return null;
  end if;
  perform from omni_tenants t where t.tenant_id = tenant for no key update;
  if at_once <= (select count(*) from omni_calls k
                 where k.tenant_id = tenant and k.ended_at is null and k.created_at > now() - interval '4 hours') then
    return 'busy';
  end if;
  if a_day <= (select count(*) from omni_calls k
               where k.tenant_id = tenant and k.status <> 'refused' and k.created_at >= date_trunc('day', now(), zone)) then
    return 'day_spent';
  end if;
  return null;
end
$$;
