-- WhatsApp's window is closed and the tenant has no template: the message goes by text where both sides can, and to a
-- human where they cannot; why is written into the timeline.
with sms as (
  select a.address as theirs, n.phone_number as ours
  from omni_conversations c
  join omni_contact_addresses a on a.tenant_id = c.tenant_id and a.contact_id = c.contact_id and a.kind = 'phone'
  join omni_phone_mappings n on n.tenant_id = c.tenant_id and 'sms' = any (n.channels)
  where c.tenant_id = :tenant and c.id = :conversation
    and not exists (
      select from omni_consents k
      where k.tenant_id = c.tenant_id and k.channel = 'sms' and k.ours = n.phone_number and k.theirs = a.address and k.opted_out)
  order by n.phone_number = :ours desc, n.created_at, n.id
  limit 1
),
moved as (
  update omni_outbox o set status = 'suppressed', error_code = '63016', lease_until = null, updated_at = now(),
    reason = case when exists (select from sms) then 'window closed, sent by text instead' else 'window closed, left to a human' end
  where o.tenant_id = :tenant and o.id = :id and o.fence = :fence
  returning o.tenant_id, o.conversation_id, o.message_id, o.kind, o.payload, o.expires_at
),
instead as (
  insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs, payload, expires_at)
  select m.tenant_id, :new_id, m.conversation_id, m.message_id, 'sms', m.kind, s.ours, s.theirs, m.payload, m.expires_at
  from moved m, sms s
  returning id
),
conversation as (
  update omni_conversations c set
    last_seq = c.last_seq + 1,
    current_channel = case when exists (select from sms) then 'sms' else c.current_channel end,
    channel_switches = case when exists (select from sms) then c.channel_switches || jsonb_build_object(
      'from', 'whatsapp', 'to', 'sms', 'reason', 'window_closed', 'by', 'rule', 'at', now()) else c.channel_switches end,
    active_channels = case when exists (select from sms) and not c.active_channels @> '["sms"]'
      then c.active_channels || '["sms"]' else c.active_channels end,
    owner = case when exists (select from sms) then c.owner else 'human' end,
    updated_at = now()
  from moved m
  where c.tenant_id = m.tenant_id and c.id = m.conversation_id
  returning c.tenant_id, c.id, c.last_seq
)
insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
select tenant_id, :note_id, id, last_seq, 'whatsapp', 'outbound', 'system',
       case when exists (select from sms)
         then 'WhatsApp''s 24-hour window is closed and there is no template: sent by SMS instead.'
         else 'WhatsApp''s 24-hour window is closed, there is no template and no number for SMS: a human has to reach the customer.' end,
       case when exists (select from sms)
         then '{"reason": "window_closed", "type": "channel_switch", "from": "whatsapp", "to": "sms"}'::jsonb
         else '{"reason": "window_closed"}' end
from conversation
