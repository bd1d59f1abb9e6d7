-- The calls of a conversation, oldest first, along omni_calls_conversation.
select id, call_sid, direction, from_number, to_number, status, outcome, resumes, created_at, answered_at, ended_at,
  duration_seconds
from omni_calls
where tenant_id = :?tenant
  and conversation_id = :?id
order by created_at, id
limit 100
