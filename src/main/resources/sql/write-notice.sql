-- The system says something of a customer's addresses in writing: one message and what is to be sent of it, unless they
-- want nothing more.
with conversation as (
  update omni_conversations c set
    last_seq = c.last_seq + 1, message_count = c.message_count + 1,
    last_message = left(:content, 500), last_message_at = now(), updated_at = now()
  where c.tenant_id = :tenant and c.id = :conversation and c.status <> 'closed'
  returning c.tenant_id, c.id, c.last_seq
),
parts as (
  select * from jsonb_to_recordset(:parts::jsonb) as p (position int, id uuid, payload jsonb)
),
message as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select tenant_id, :message_id, id, last_seq, :channel, 'outbound', 'system', :content,
         jsonb_build_object('delivery', jsonb_build_object(
           'status', 'queued', 'parts', (select jsonb_object_agg(p.id, '{"status": "queued"}'::jsonb) from parts p)))
  from conversation
  returning tenant_id, id, conversation_id
)
insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs, payload, expires_at)
select m.tenant_id, p.id, m.conversation_id, m.id, :channel, 'identity', :ours, :theirs, p.payload,
       now() + make_interval(secs => :valid_seconds)
from message m, parts p
order by p.position
