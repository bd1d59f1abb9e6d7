-- The next entry of a timeline; its place is taken under the conversation's row lock.
with conversation as (
  update omni_conversations set
    last_seq = last_seq + 1,
    message_count = message_count + 1,
    last_message = left(:content, 500),
    last_message_at = now(),
    updated_at = now()
  where tenant_id = :tenant and id = :conversation
  returning last_seq
)
insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, transcript, call_id)
select :tenant, :id, :conversation, last_seq, :channel, :direction, :role, :content, :transcript, :call
from conversation
