-- A spoken answer was cut short: only what was heard stays its content. What was written and counted as answered with words
-- that nobody heard waits again, unless somebody has looked at its lane since or answered it in writing before.
with cut as (
  update omni_messages set
    content = :heard,
    details = details || jsonb_build_object('interrupted', not :estimated, 'unheard', :unheard, 'estimated', :estimated)
  where tenant_id = :tenant and id = :id
  returning tenant_id, id, conversation_id, seq, call_id
),
-- What is not said takes no time.
call as (
  update omni_calls k set last_turn_at = least(k.last_turn_at, now())
  from cut where k.tenant_id = cut.tenant_id and k.id = cut.call_id
),
turn as (
  update omni_turns t set
    outcome = case when :estimated then 'abandoned' else 'interrupted' end, heard_characters = length(:heard)
  from cut where t.tenant_id = cut.tenant_id and t.reply_message_id = cut.id
),
reopened as (
  update omni_messages w set answered_in = null
  from cut
  where w.tenant_id = cut.tenant_id and w.conversation_id = cut.conversation_id and w.seq = any (:reopened::bigint[])
    and w.answered_in = cut.id
  returning w.seq
),
-- Before its lane, as by everybody else.
held as (
  select c.tenant_id, c.id, c.last_seq = cut.seq as latest
  from cut join omni_conversations c on c.tenant_id = cut.tenant_id and c.id = cut.conversation_id
  for no key update of c
),
lane as (
  update omni_lanes l set ready_at = coalesce(l.ready_at, now())
  from held h
  where l.tenant_id = h.tenant_id and l.conversation_id = h.id
    and exists (select from reopened r where r.seq > l.answered_seq)
)
update omni_conversations c set last_message = left(:heard, 500)
from held h
where c.tenant_id = h.tenant_id and c.id = h.id and h.latest
