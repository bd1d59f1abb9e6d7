-- The latest entries of a conversation's timeline, newest first, with those of the conversations that were merged into it, in
-- their places; each conversation's along idx_omni_messages_conversation.
select m.id, m.seq, m.channel, m.direction, m.sender_role, m.content, m.transcript, m.sentiment,
  (m.details #>> '{sentiment,score}')::float8 as sentiment_score, m.call_id, m.details,
  m.created_at, chapter.id as conversation_id, (chapter.place || (2 * m.seq))::text as place
from omni_chapters(:?tenant, :?id) chapter
cross join lateral (
  select * from omni_messages message
  where message.tenant_id = :?tenant and message.conversation_id = chapter.id
    and chapter.place || (2 * message.seq) < :?before::bigint[]
  order by message.seq desc
  limit :?rows) m
order by chapter.place || (2 * m.seq) desc
limit :?rows
