-- What the agent answered in a call, and what the answer cost in time. A call that answers owns its conversation: what
-- was written meanwhile counts as answered with it.
with call as (
  update omni_calls set last_turn_at = now()
  where tenant_id = :tenant and id = :call
),
lane as (
  update omni_lanes l set answered_seq = greatest(l.answered_seq, :seen_seq)
  where l.tenant_id = :tenant and l.conversation_id = :conversation and :seen_seq > l.answered_seq
)
insert into omni_turns (tenant_id, id, conversation_id, call_id, number, reply_message_id, outcome, first_token_ms, last_token_ms, tokens)
select :tenant, :id, :conversation, :call, coalesce(max(number), 0) + 1, :message, :outcome, :first_token_ms, :last_token_ms, :tokens
from omni_turns
where tenant_id = :tenant and call_id = :call
