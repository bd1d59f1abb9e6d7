-- The latest messages of a conversation, newest first, along idx_omni_messages_conversation.
select id, seq, channel, direction, sender_role, content, transcript, sentiment, call_id, details, created_at
from omni_messages
where tenant_id = :?tenant
  and conversation_id = :?id
  and seq < :?before
order by seq desc
limit :?rows
