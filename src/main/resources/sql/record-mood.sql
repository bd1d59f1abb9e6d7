-- How the customer's words feel, each and together; nothing when the lease was lost.
with held as (
  select tenant_id, conversation_id from omni_moods
  where tenant_id = :tenant and conversation_id = :conversation and fence = :fence and lease_until is not null
  for update
),
scored as (
  update omni_messages w set
    sentiment = r.label,
    details = w.details || jsonb_build_object('sentiment', jsonb_build_object('score', r.score, 'by', r.by))
  from held h, jsonb_to_recordset(:readings::jsonb) as r (id uuid, label text, score float8, by text)
  where w.tenant_id = h.tenant_id and w.id = r.id and w.conversation_id = h.conversation_id
)
update omni_conversations c set
  last_sentiment = :label, sentiment_trend = :trend, strained = c.strained and not :recovered
from held h
where c.tenant_id = h.tenant_id and c.id = h.conversation_id
