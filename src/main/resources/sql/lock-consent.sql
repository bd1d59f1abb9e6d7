-- Whether this customer may still be written to, and by us. The row stays locked until the message is gone, so that a
-- STOP that was acknowledged is a STOP that was heeded.
with known as (
  insert into omni_consents as k (tenant_id, id, channel, ours, theirs)
  values (:tenant, :id, :channel, :ours, :theirs)
  on conflict (tenant_id, channel, ours, theirs) do update set theirs = k.theirs
  returning opted_out
),
tenant as (
  select coalesce((select settings from omni_agent_configs where tenant_id = :tenant), :default_settings::jsonb) as settings
),
spending as (
  select count(*) as in_flight, count(*) filter (where o.status <> 'sending') as settled
  from tenant t
  join omni_outbox o on o.tenant_id = :tenant and o.kind = :kind
    and o.status not in ('queued', 'suppressed', 'dead', 'replayed', 'discarded')
    and o.created_at >= date_trunc('day', now(), t.settings ->> 'time_zone')
  where t.settings #> '{limits,messages_per_day}' <> 'null' or t.settings #> '{limits,operator_messages_per_day}' <> 'null'
)
select k.opted_out, t.settings, s.settled as spent, s.in_flight as spent_soon,
       exists (select from omni_outbox o
               where o.tenant_id = :tenant and o.id = :item and o.fence = :fence
                 and o.status in ('sending', 'unknown') and o.lease_until > now()) as still_ours,
       (select m.created_at from omni_messages m
        where :channel = 'whatsapp' and m.tenant_id = :tenant and m.conversation_id = :conversation
          and m.channel = 'whatsapp' and m.direction = 'inbound' and m.details ->> 'to' = :ours
        order by m.seq desc limit 1) as last_inbound_at,
       now() as database_now
from known k, tenant t, spending s
