-- A code was wrong; after a few there is no right one.
update omni_merge_suggestions
set code_attempts = code_attempts + 1,
    code_hash = case when code_attempts + 1 >= :most then null else code_hash end
where tenant_id = :tenant and conversation_id = :conversation and status = 'pending' and code_hash is not null
  and code_expires_at >= now()
