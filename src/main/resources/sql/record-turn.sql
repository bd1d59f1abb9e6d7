-- What the agent answered in a call, and what the answer cost in time. A call that answers owns its conversation: what
-- was written meanwhile counts as answered with an answer that was spoken.
with call as (
  update omni_calls set last_turn_at = now()
  where tenant_id = :tenant and id = :call
),
before as (
  select tenant_id, conversation_id, answered_seq from omni_lanes
  where tenant_id = :tenant and conversation_id = :conversation and answered_seq < :seen_seq
    -- What is being answered in writing just now is answered there.
    and (lease_until is null or lease_until < now())
  for no key update
),
lane as (
  update omni_lanes l set answered_seq = :seen_seq
  from before b
  where l.tenant_id = b.tenant_id and l.conversation_id = b.conversation_id
  returning b.answered_seq
)
insert into omni_turns (tenant_id, id, conversation_id, call_id, number, reply_message_id, outcome, received_at, model_asked_ms,
                        model_answered_ms, first_token_ms, last_token_ms, tokens, sent_characters, heard_characters,
                        answered_before)
select :tenant, :id, :conversation, :call, coalesce(max(number), 0) + 1, :message, :outcome, :received_at::timestamptz, :model_asked_ms,
       :model_answered_ms, :first_token_ms, :last_token_ms, :tokens, :characters, :characters,
       (select answered_seq from lane)
from omni_turns
where tenant_id = :tenant and call_id = :call
