-- What a request with a key was answered.
update omni_idempotency_keys set status = :status, answer = :answer
where tenant_id = :tenant and key = :key
