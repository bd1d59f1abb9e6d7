-- A wish that is not fulfilled now: it waits, for a time or for an address, or it is refused. A wish that asks for an
-- address is shown with its conversation, and looked at ever more seldom: whoever brings an address makes it due.
with wish as (
  insert into omni_switch_wishes as w (tenant_id, id, conversation_id, channels, wished_by, reason, carry, call_id, tries,
                                       status, code, ready_at)
  select c.tenant_id, :wish, c.id, :channels::text[], :by, :reason, :carry, :call::uuid, :tries, :status, :code,
         now() + make_interval(secs => :seconds)
  from omni_conversations c
  where c.tenant_id = :tenant and c.id = :conversation
  on conflict (tenant_id, id) do update set
    status = case when excluded.status = 'waiting' and w.created_at < now() - make_interval(secs => :patience_seconds)
      then 'refused' else excluded.status end,
    code = excluded.code, carry = excluded.carry,
    ready_at = case when excluded.code = 'no_address'
      then greatest(excluded.ready_at, now() + least(now() - w.created_at, make_interval(secs => :most_seconds)))
      else excluded.ready_at end,
    lease_until = null, updated_at = now()
    where w.status = 'waiting' and w.fence = :fence
  returning w.tenant_id, w.conversation_id, w.status, w.code
), earlier as (
  -- Who wishes again wishes what they wished last.
  update omni_switch_wishes o set status = 'refused', code = 'superseded', updated_at = now()
  from wish w
  where :by in ('customer', 'agent') and o.tenant_id = w.tenant_id and o.conversation_id = w.conversation_id
    and o.status = 'waiting' and o.wished_by in ('customer', 'agent') and o.id < :wish
)
update omni_conversations c
set context = case when w.status = 'waiting' and w.code = 'no_address'
  then c.context || jsonb_build_object('wished_channel', :channel::text) else c.context - 'wished_channel' end
from wish w
where c.tenant_id = w.tenant_id and c.id = w.conversation_id
  and case when w.status = 'waiting' and w.code = 'no_address'
    then c.context ->> 'wished_channel' is distinct from :channel::text
    else c.context -> 'wished_channel' is not null end
