-- The open conversations of customers, the one that stays open first: one that is being spoken, then the older.
select id, contact_id, last_seq, spoken
from (
  select c.id, c.contact_id, c.last_seq, c.created_at,
         exists (select from omni_calls k
                 where k.tenant_id = c.tenant_id and k.conversation_id = c.id and k.ended_at is null
                   and k.created_at > now() - interval '4 hours') as spoken
  from omni_conversations c
  where c.tenant_id = :tenant and c.contact_id = any (:contacts::uuid[]) and c.status <> 'closed'
  order by c.id
  for update of c
) locked
order by spoken desc, created_at, id
