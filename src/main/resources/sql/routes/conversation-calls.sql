-- The calls of a conversation and of those that were merged into it, oldest first, along omni_calls_conversation, each with what
-- its turns cost in time: milliseconds from the caller's last word being received.
select call.id, call.call_sid, call.direction, call.from_number, call.to_number, call.status, call.outcome, call.resumes,
  call.created_at, call.answered_at, call.ended_at, call.duration_seconds, whole.quality, latest.turns
from omni_chapters(:?tenant, :?id) chapter
join omni_calls call on call.tenant_id = :?tenant and call.conversation_id = chapter.id
cross join lateral (
  select json_build_object(
    'turns', count(*),
    'first_frame_ms', json_build_object(
      'p50', percentile_disc(0.5) within group (order by turn.first_token_ms),
      'p95', percentile_disc(0.95) within group (order by turn.first_token_ms)),
    'last_frame_ms', json_build_object(
      'p50', percentile_disc(0.5) within group (order by turn.last_token_ms),
      'p95', percentile_disc(0.95) within group (order by turn.last_token_ms)),
    'interruptions', count(*) filter (where turn.outcome = 'interrupted'),
    'failures', count(*) filter (where turn.outcome = 'failed'),
    'nudges', call.nudges,
    'resumes', call.resumes) as quality
  from omni_turns turn
  where turn.tenant_id = call.tenant_id and turn.call_id = call.id
) whole
cross join lateral (
  select coalesce(json_agg(json_build_object(
    'number', turn.number,
    'received_at', to_char(turn.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'model_asked_ms', turn.model_asked_ms,
    'model_answered_ms', turn.model_answered_ms,
    'first_frame_ms', turn.first_token_ms,
    'last_frame_ms', turn.last_token_ms,
    'outcome', turn.outcome,
    'tokens', turn.tokens,
    'sent_characters', turn.sent_characters,
    'heard_characters', turn.heard_characters) order by turn.number), '[]') as turns
  from (
    select * from omni_turns
    where tenant_id = call.tenant_id and call_id = call.id
    order by number desc
    limit 100
  ) turn
) latest
order by call.created_at, call.id
limit 100
