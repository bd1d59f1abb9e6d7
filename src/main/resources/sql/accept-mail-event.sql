-- What became of a mail of ours, in any order: a later stage is never undone by an earlier one, and a mail that was read has
-- not bounced. Whoever complains or unsubscribes is not written to again, until they wish to be.
with sent as (
  select tenant_id, id, channel, ours, theirs from omni_outbox where id = :outbox
),
event as (
  insert into omni_events as e (provider, key, tenant_id)
  select 'sendgrid', :key, tenant_id from sent
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning (xmax = 0) as first
),
-- Before the message, as whoever sends does: two orders would be a deadlock.
wished as (
  insert into omni_consents as k (tenant_id, id, channel, ours, theirs, opted_out, reason)
  select tenant_id, :consent_id, channel, ours, theirs, :wish = 'stop', 'by mail event' from sent, event
  where first and :wish <> ''
  on conflict (tenant_id, channel, ours, theirs) do update set
    opted_out = excluded.opted_out, reason = excluded.reason, updated_at = now()
  returning k.id
),
moved as (
  update omni_outbox o
  set status = :status, lease_until = null, provider_id = coalesce(o.provider_id, nullif(:provider_id, '')),
      error_code = nullif(:error_code, ''), reason = nullif(:reason, ''), updated_at = now()
  from sent s, event e, (select count(*) from wished) w
  where e.first and o.tenant_id = s.tenant_id and o.id = s.id and :status <> ''
    and o.status not in ('suppressed', 'replayed', 'discarded')
    and array_position('{queued,sending,unknown,sent,delivered,failed,read}'::text[], :status)
      > coalesce(array_position('{queued,sending,unknown,sent,delivered,failed,read}'::text[], o.status), 0)
  returning o.tenant_id, o.id, o.conversation_id, o.message_id, o.channel, o.kind, o.status, o.error_code, o.reason
),
elsewhere as (
  -- What the agent wrote did not reach the customer there: another channel may do.
  insert into omni_switch_wishes (tenant_id, id, conversation_id, channels, wished_by, reason, carry, message_id, ready_at)
  select o.tenant_id, :wish_id, o.conversation_id, array_remove(:instead::text[], o.channel), 'rule', 'number_unreachable',
         m.content, o.message_id, now() + make_interval(secs => :instead_seconds)
  from moved o
  join omni_messages m on m.tenant_id = o.tenant_id and m.id = o.message_id
  where o.kind = 'answer' and o.status = 'failed' and o.error_code = any (:unreachable::text[])
    and cardinality(array_remove(:instead::text[], o.channel)) > 0
  on conflict do nothing
)
update omni_messages m
set details = omni_delivery(m.details, o.id, o.status, o.error_code, o.reason)
from moved o
where m.tenant_id = o.tenant_id and m.id = o.message_id
returning o.id, o.status, o.error_code
