-- The customer's mood has fallen: noted once a fall, and not while a human has the conversation.
with conversation as (
  update omni_conversations c set
    strained = true, last_seq = c.last_seq + 1, message_count = c.message_count + 1, updated_at = now()
  from omni_moods m
  where c.tenant_id = :tenant and c.id = :conversation and not c.strained and c.owner = 'agent' and c.status <> 'closed'
    and m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.fence = :fence and m.lease_until is not null
  returning c.tenant_id, c.id, c.last_seq, c.current_channel
)
insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
select c.tenant_id, :message, c.id, c.last_seq, c.current_channel, 'outbound', 'system', :note, :details::jsonb
from conversation c
