-- How far a message has come. Callbacks arrive in any order: a later stage is never undone by an earlier one. WhatsApp says
-- only here that its window was closed (63016): the message goes once more, as one that wants a template or another way.
with sent as (
  select tenant_id, id, channel, ours, theirs, payload from omni_outbox where id = nullif(:outbox, '')::uuid
  union all
  (select tenant_id, id, channel, ours, theirs, payload from omni_outbox where provider_id = :provider_id and :outbox = '' limit 1)
),
event as (
  insert into omni_events as e (provider, key, tenant_id)
  select 'twilio', :key, tenant_id from sent
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning (xmax = 0) as first
),
-- Before the message, as whoever sends does: two orders would be a deadlock.
refused as (
  insert into omni_consents as k (tenant_id, id, channel, ours, theirs, opted_out, reason)
  select s.tenant_id, :consent_id, s.channel, s.ours, s.theirs, true,
         case when s.payload -> 'opt_in' = 'true' then 'not lifted by the provider' else 'refused by the provider' end
  from sent s, event e where e.first and :error_code = '21610'
  on conflict (tenant_id, channel, ours, theirs) do update set opted_out = true, reason = excluded.reason, updated_at = now()
  returning k.id
),
moved as (
  update omni_outbox o
  set status = case when :error_code = '63016' and o.channel = 'whatsapp' and o.payload ->> 'window_closed_at' is null
                    then 'suppressed' else :status end,
      provider_id = coalesce(o.provider_id, :provider_id),
      error_code = :error_code, reason = :reason, lease_until = null, updated_at = now()
  from sent s, event e, (select count(*) from refused) r
  where e.first and o.tenant_id = s.tenant_id and o.id = s.id
    and o.status not in ('suppressed', 'replayed', 'discarded')
    and array_position('{queued,sending,unknown,sent,undelivered,failed,delivered,read}'::text[], :status)
      > coalesce(array_position('{queued,sending,unknown,sent,undelivered,failed,delivered,read}'::text[], o.status), 0)
  returning o.*
),
again as (
  insert into omni_outbox (tenant_id, id, position, conversation_id, message_id, channel, kind, ours, theirs, payload,
                           expires_at)
  overriding system value
  select tenant_id, :new_id, position, conversation_id, message_id, channel, kind, ours, theirs,
         payload || jsonb_build_object('window_closed_at', now()),
         expires_at
  from moved where status = 'suppressed'
),
wish as (
  -- What the agent said did not reach the customer there: another channel may do.
  insert into omni_switch_wishes (tenant_id, id, conversation_id, channels, wished_by, reason, carry, message_id, ready_at)
  select o.tenant_id, :wish_id, o.conversation_id, array_remove(:instead::text[], o.channel), 'rule', 'number_unreachable',
         m.content, o.message_id, now() + make_interval(secs => :instead_seconds)
  from moved o
  join omni_messages m on m.tenant_id = o.tenant_id and m.id = o.message_id
  where o.kind = 'answer' and o.status in ('failed', 'undelivered') and o.error_code = any (:unreachable::text[])
    and cardinality(array_remove(:instead::text[], o.channel)) > 0
  on conflict do nothing
)
update omni_messages m
set details = case o.status when 'suppressed'
  then omni_delivery(m.details #- array['delivery', 'parts', o.id::text], :new_id, 'queued', o.error_code, o.reason)
  else omni_delivery(m.details, o.id, o.status, o.error_code, o.reason) end
from moved o
where m.tenant_id = o.tenant_id and m.id = o.message_id
returning o.channel, o.id, o.status, o.error_code
