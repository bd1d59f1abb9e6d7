-- Whether this customer may still be written to. The row stays locked until the message is gone, so that a STOP that
-- was acknowledged is a STOP that was heeded.
with known as (
  insert into omni_consents as k (tenant_id, id, channel, ours, theirs)
  values (:tenant, :id, :channel, :ours, :theirs)
  on conflict (tenant_id, channel, ours, theirs) do update set theirs = k.theirs
  returning opted_out
),
tenant as (
  select coalesce((select settings from omni_agent_configs where tenant_id = :tenant), :default_settings::jsonb) as settings
)
select k.opted_out, t.settings,
       (select max(created_at) from omni_messages m
        where m.tenant_id = :tenant and m.conversation_id = :conversation
          and m.channel = :channel and m.direction = 'inbound') as last_inbound_at,
       (select count(*) from omni_outbox o
        where o.tenant_id = :tenant and o.kind = :kind and o.status not in ('queued', 'suppressed', 'dead')
          and o.created_at >= date_trunc('day', now(), t.settings ->> 'time_zone')) as spent_today,
       now() as database_now
from known k, tenant t
