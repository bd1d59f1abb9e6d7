-- WhatsApp's window is closed and the tenant has no template: the message goes by text where the switch is allowed, and to a
-- human where it is not. It stays the message that it was, in its own place, so the switch is recorded here; the first part of
-- a message that is moved writes into the timeline which, and why.
with sms as (
  select a.address as theirs, n.phone_number as ours
  from omni_conversations c
  join omni_contact_addresses a on a.tenant_id = c.tenant_id and a.contact_id = c.contact_id and a.kind = 'phone'
  join omni_phone_mappings n on n.tenant_id = c.tenant_id and 'sms' = any (n.channels)
  where :by_text and c.tenant_id = :tenant and c.id = :conversation
    and not exists (
      select from omni_consents k
      where k.tenant_id = c.tenant_id and k.channel = 'sms' and k.ours = n.phone_number and k.theirs = a.address and k.opted_out)
  order by a.address = :theirs desc, n.phone_number = :ours desc, n.created_at, n.id
  limit 1
),
moved as (
  update omni_outbox o set status = 'suppressed', error_code = 'window_closed', lease_until = null, updated_at = now(),
    attempts = o.attempts - 1,
    reason = case when exists (select from sms) then 'sent by text instead' else 'left to a human' end
  where o.tenant_id = :tenant and o.id = :id and o.fence = :fence and o.status = 'sending'
  returning o.tenant_id, o.id, o.position, o.conversation_id, o.message_id, o.kind, o.payload, o.expires_at, o.error_code, o.reason
),
instead as (
  -- In its own place among what the customer is still to get.
  insert into omni_outbox (tenant_id, id, position, conversation_id, message_id, channel, kind, ours, theirs, payload,
                           expires_at)
  overriding system value
  select m.tenant_id, :new_id, m.position, m.conversation_id, m.message_id, 'sms', m.kind, s.ours, s.theirs,
         m.payload || '{"to_kind": "phone"}', m.expires_at
  from moved m, sms s
  returning id
),
message as (
  update omni_messages t
  set details = case when exists (select from sms)
    then omni_delivery(t.details #- array['delivery', 'parts', o.id::text], :new_id, 'queued', o.error_code, o.reason)
    else omni_delivery(t.details, o.id, 'suppressed', o.error_code, o.reason) end
  -- It stays a WhatsApp message; by what it went is beside it, with what all of its texts cost. One in UCS-2 says so of all.
  || case when exists (select from sms)
    then jsonb_build_object('sent_by', 'sms', 'reason', o.error_code,
      'segments', coalesce((t.details ->> 'segments')::int, 0) + (:cost::jsonb ->> 'segments')::int,
      'encoding', greatest(t.details ->> 'encoding', :cost::jsonb ->> 'encoding'))
    else '{}' end
  from moved o
  where t.tenant_id = o.tenant_id and t.id = o.message_id
),
held as (
  -- The customer may have gone on elsewhere since it was written.
  select c.tenant_id, c.id, c.current_channel, exists (select from sms) and c.current_channel <> 'sms' as switched
  from moved m
  join omni_conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
  where not exists (
    select from omni_outbox o
    where o.tenant_id = m.tenant_id and o.message_id = m.message_id and o.id <> m.id and o.error_code = 'window_closed')
  for no key update of c
),
conversation as (
  update omni_conversations c set
    last_seq = c.last_seq + 1,
    message_count = c.message_count + 1,
    current_channel = case when h.switched then 'sms' else c.current_channel end,
    channel_switches = case when h.switched then c.channel_switches || jsonb_build_object(
      'from', h.current_channel, 'to', 'sms', 'reason', 'window_closed', 'by', 'rule', 'at', now()) else c.channel_switches end,
    active_channels = case when exists (select from sms) and not c.active_channels @> '["sms"]'
      then c.active_channels || '["sms"]' else c.active_channels end,
    owner = case when exists (select from sms) then c.owner else 'human' end,
    updated_at = now()
  from held h
  where c.tenant_id = h.tenant_id and c.id = h.id
  returning c.tenant_id, c.id, c.last_seq, h.switched, h.current_channel as was
),
handoff as (
  insert into omni_handoffs as h (tenant_id, id, conversation_id, reason)
  select tenant_id, :handoff_id, id, :human_note from conversation where not exists (select from sms)
  on conflict (tenant_id, conversation_id) where status <> 'ended' do update set status = 'open'
  returning tenant_id, id, conversation_id
),
briefing as (
  insert into omni_briefings (tenant_id, id, conversation_id, source, occasion, way)
  select tenant_id, :briefing_id, conversation_id, id, 'handoff', 'note' from handoff
  on conflict do nothing
)
insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
select tenant_id, :note_id, id, last_seq, 'whatsapp', 'outbound', 'system',
       case when exists (select from sms) then :sms_note else :human_note end,
       jsonb_build_object('reason', 'window_closed') || case when switched
         then jsonb_build_object('type', 'channel_switch', 'from', was, 'to', 'sms', 'by', 'rule') else '{}' end
from conversation
