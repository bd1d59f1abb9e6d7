-- What the agent answered in a call, and what the answer cost in time. A call that answers owns its conversation: what it
-- saw of what was written meanwhile counts as answered with an answer that was spoken; whatever else was written stays open.
with answered as (
  update omni_messages set answered_in = :message
  where tenant_id = :tenant and conversation_id = :conversation and seq = any (:answers::bigint[]) and answered_in is null
)
insert into omni_turns (tenant_id, id, conversation_id, call_id, number, reply_message_id, outcome, received_at, model_asked_ms,
                        model_answered_ms, first_token_ms, last_token_ms, tokens, sent_characters, heard_characters)
select :tenant, :id, :conversation, :call, coalesce(max(number), 0) + 1, :message, :outcome, :received_at::timestamptz, :model_asked_ms,
       :model_answered_ms, :first_token_ms, :last_token_ms, :tokens, :characters, :characters
from omni_turns
where tenant_id = :tenant and call_id = :call
