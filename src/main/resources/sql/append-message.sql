-- The next entry of a timeline; its place is taken under the conversation's row lock. It is a turn of its call for as long as
-- it takes to say. Tells whether a human has the conversation by now.
with conversation as (
  update omni_conversations set
    last_seq = last_seq + 1,
    message_count = message_count + 1,
    last_message = left(:content, 500),
    last_message_at = now(),
    updated_at = now()
  where tenant_id = :tenant and id = :conversation
  returning last_seq, owner
),
message as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, transcript, call_id)
  select :tenant, :id, :conversation, last_seq, :channel, :direction, :role, :content, :transcript, :call
  from conversation
),
call as (
  update omni_calls set last_turn_at = greatest(last_turn_at, now() + make_interval(secs => :speech_seconds))
  where tenant_id = :tenant and id = :call
)
select owner = 'human' as taken_over from conversation
