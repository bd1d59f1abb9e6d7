-- What the agent answered in a call, and what the answer cost in time. Numbered here: a call may be taken up by another node.
insert into omni_turns (tenant_id, id, conversation_id, call_id, number, reply_message_id, outcome, first_token_ms, last_token_ms, tokens)
select :tenant, :id, :conversation, :call, coalesce(max(number), 0) + 1, :message, :outcome, :first_token_ms, :last_token_ms, :tokens
from omni_turns
where tenant_id = :tenant and call_id = :call
