-- A recording of a call is ready, or will never be.
with call as (
  select tenant_id, id from omni_calls where call_sid = :call_sid and account_sid = :account_sid
),
event as (
  insert into omni_events as e (provider, key, tenant_id)
  select 'twilio', :key, tenant_id from call
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning (xmax = 0) as first
)
update omni_calls k set recording = :recording::jsonb
from call c, event e
where e.first and k.tenant_id = c.tenant_id and k.id = c.id
