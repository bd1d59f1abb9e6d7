-- The timeline says what a human is told, and the ways that are set are due: all of it, or nothing when somebody else has
-- done it meanwhile. The conversation first, as everywhere.
with held as (
  select tenant_id, id, current_channel from omni_conversations
  where tenant_id = :tenant and id = :conversation
  for no key update
),
told as (
  update omni_briefings b set status = 'done', lease_until = null, message_id = :message, updated_at = now()
  from held h
  where b.tenant_id = h.tenant_id and b.id = :id and b.fence = :fence and b.status = 'waiting'
  returning b.tenant_id
),
conversation as (
  update omni_conversations c set last_seq = c.last_seq + 1, message_count = c.message_count + 1, updated_at = now()
  from told t
  where c.tenant_id = t.tenant_id and c.id = :conversation
  returning c.tenant_id, c.id, c.last_seq, c.current_channel
),
message as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select tenant_id, :message, id, last_seq, current_channel, 'outbound', 'system', :content, :details::jsonb
  from conversation
  returning tenant_id, id, conversation_id
)
insert into omni_briefings (tenant_id, id, conversation_id, source, occasion, way, message_id)
select m.tenant_id, w.id::uuid, m.conversation_id, :source, :occasion, w.way, m.id
from message m, unnest(:way_ids::text[], :ways::text[]) as w (id, way)
on conflict do nothing
