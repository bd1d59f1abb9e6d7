-- Codes that may be what a message in a conversation holds, the latest first, locked: what was written before a code was sent
-- holds something else.
select s.id, s.kind, s.address, s.code_hash, s.code_salt, s.code_expires_at < now() as expired
from omni_merge_suggestions s
join omni_messages m on m.tenant_id = s.tenant_id and m.id = :message
join omni_outbox o on o.tenant_id = s.tenant_id and o.id = s.code_outbox
where s.tenant_id = :tenant and s.conversation_id = :conversation and s.status = 'pending' and s.code_hash is not null
  and m.created_at > o.created_at
order by s.code_expires_at desc
for update of s
