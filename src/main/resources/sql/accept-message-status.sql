-- How far a message has come. Callbacks arrive in any order: a later stage is never undone by an earlier one.
with sent as (
  select tenant_id, id from omni_outbox where id = nullif(:outbox, '')::uuid
  union all
  (select tenant_id, id from omni_outbox where provider_id = :provider_id and :outbox = '' limit 1)
),
event as (
  insert into omni_events as e (provider, key, tenant_id)
  select 'twilio', :key, tenant_id from sent
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning (xmax = 0) as first
),
moved as (
  update omni_outbox o
  set status = :status, provider_id = coalesce(o.provider_id, :provider_id),
      error_code = :error_code, reason = :reason, lease_until = null, updated_at = now()
  from sent s, event e
  where e.first and o.tenant_id = s.tenant_id and o.id = s.id
    and o.status not in ('suppressed', 'replayed', 'discarded')
    and array_position('{queued,sending,unknown,sent,undelivered,failed,delivered,read}'::text[], :status)
      > coalesce(array_position('{queued,sending,unknown,sent,undelivered,failed,delivered,read}'::text[], o.status), 0)
  returning o.tenant_id, o.id, o.message_id, o.status, o.error_code, o.reason, o.channel, o.ours, o.theirs
),
refused as (
  insert into omni_consents as k (tenant_id, id, channel, ours, theirs, opted_out, reason)
  select tenant_id, :consent_id, channel, ours, theirs, true, 'refused by the provider' from moved where error_code = '21610'
  on conflict (tenant_id, channel, ours, theirs) do update set opted_out = true, reason = excluded.reason, updated_at = now()
)
update omni_messages m
set details = omni_delivery(m.details, o.id, o.status, o.error_code, o.reason)
from moved o
where m.tenant_id = o.tenant_id and m.id = o.message_id
