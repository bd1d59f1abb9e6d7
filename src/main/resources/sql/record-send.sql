-- How sending went, unless somebody else has taken the message over since. Who has opted out with the provider has opted
-- out with us. An attempt that was none, because nobody asked the provider, is not counted.
with outbox as (
  update omni_outbox
  set status = :status, lease_until = null, ready_at = now() + make_interval(secs => :retry_seconds),
      attempts = attempts - case when :tried then 0 else 1 end,
      payload = payload || jsonb_strip_nulls(jsonb_build_object('sent_as', :details::jsonb -> 'sent_as')),
      provider_id = coalesce(:provider_id, provider_id), error_code = :error_code, reason = :reason, updated_at = now()
  where tenant_id = :tenant and id = :id and fence = :fence and status in ('sending', 'unknown')
  returning tenant_id, id, conversation_id, message_id, kind, status, error_code, reason, channel, ours, theirs
),
refused as (
  insert into omni_consents as k (tenant_id, id, channel, ours, theirs, opted_out, reason)
  select tenant_id, :consent_id, channel, ours, theirs, true, 'refused by the provider' from outbox
  where error_code = '21610'
  on conflict (tenant_id, channel, ours, theirs) do update set opted_out = true, reason = excluded.reason, updated_at = now()
),
wish as (
  -- There is no reaching the customer there: another channel may do.
  insert into omni_switch_wishes (tenant_id, id, conversation_id, channels, wished_by, reason, carry, message_id, ready_at)
  select o.tenant_id, :wish_id, o.conversation_id, array_remove(:instead::text[], o.channel), 'rule',
         case o.channel when 'voice' then 'call_unanswered' else 'number_unreachable' end,
         case o.channel when 'voice' then '' else m.content end, o.message_id, now() + make_interval(secs => :instead_seconds)
  from outbox o
  join omni_messages m on m.tenant_id = o.tenant_id and m.id = o.message_id
  where (o.kind = 'answer' or o.channel = 'voice') and o.status = 'dead'
    and (o.channel = 'voice' or o.error_code = any (:unreachable::text[]))
    and cardinality(array_remove(:instead::text[], o.channel)) > 0
  on conflict do nothing
)
update omni_messages m
set details = case when o.id is null then m.details
                   else omni_delivery(m.details, o.id, o.status, o.error_code, o.reason) end
  -- A template stands for what was left of the message, though another part was a text.
  || case when m.details ->> 'sent_as' = 'template' then '{}' else :details::jsonb end
from (select :tenant::text as tenant_id, :message::uuid as id) sent left join outbox o on true
where m.tenant_id = sent.tenant_id and m.id = sent.id
  -- A callback may have been faster; what the message was sent as is to be told all the same.
  and (o.id is not null or :details <> '{}')
returning o.id is not null as recorded
