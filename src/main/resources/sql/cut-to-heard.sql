-- A spoken answer was cut short: only what was heard stays its content.
with cut as (
  update omni_messages set
    content = :heard,
    details = details || jsonb_build_object('interrupted', not :estimated, 'unheard', :unheard, 'estimated', :estimated)
  where tenant_id = :tenant and id = :id
  returning tenant_id, id, conversation_id, seq
),
turn as (
  update omni_turns t set
    outcome = case when :estimated then 'abandoned' else 'interrupted' end, heard_characters = length(:heard)
  from cut where t.tenant_id = cut.tenant_id and t.reply_message_id = cut.id
)
update omni_conversations c set last_message = left(:heard, 500)
from cut
where c.tenant_id = cut.tenant_id and c.id = cut.conversation_id and c.last_seq = cut.seq
