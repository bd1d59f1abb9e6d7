-- What became of a mail of ours, in any order; who complains or unsubscribes is not written to again.
with sent as (
  select tenant_id, id from omni_outbox where id = :outbox
),
event as (
  insert into omni_events as e (provider, key, tenant_id)
  select 'sendgrid', :key, tenant_id from sent
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning (xmax = 0) as first
),
moved as (
  update omni_outbox o
  set status = case when :status <> '' and
        array_position('{queued,sending,unknown,sent,delivered,read,undelivered,failed}'::text[], :status)
        > coalesce(array_position('{queued,sending,unknown,sent,delivered,read,undelivered,failed}'::text[], o.status), 0)
      then :status else o.status end,
      provider_id = coalesce(o.provider_id, nullif(:provider_id, '')), updated_at = now()
  from sent s, event e
  where e.first and o.tenant_id = s.tenant_id and o.id = s.id
  returning o.tenant_id, o.message_id, o.status, o.channel, o.ours, o.theirs
),
refused as (
  insert into omni_consents as k (tenant_id, id, channel, ours, theirs, opted_out, reason)
  select tenant_id, :consent_id, channel, ours, theirs, true, 'by mail event' from moved where :opt_out
  on conflict (tenant_id, channel, ours, theirs) do update set opted_out = true, reason = excluded.reason, updated_at = now()
)
update omni_messages m
set details = m.details || jsonb_build_object('delivery', jsonb_build_object('status', o.status))
from moved o
where m.tenant_id = o.tenant_id and m.id = o.message_id
