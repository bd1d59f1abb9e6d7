-- Codes that are expected in a conversation, the latest first, locked.
select id, kind, address, code_hash, code_salt, code_expires_at < now() as expired
from omni_merge_suggestions
where tenant_id = :tenant and conversation_id = :conversation and status = 'pending' and code_hash is not null
order by code_expires_at desc
for update
