-- A suggestion is decided. The code that may have been sent for it is not kept.
with settled as (
  update omni_merge_suggestions
  set status = :status, decided_by = :by, decided_at = now(), code_hash = null, code_salt = null
  where tenant_id = :tenant and id = :suggestion and status = 'pending'
  returning tenant_id, id, code_outbox
),
forgotten as (
  update omni_outbox o set payload = o.payload - '{text,body}'::text[]
  from settled s
  where o.tenant_id = s.tenant_id and o.id = s.code_outbox and o.status not in ('queued', 'sending', 'unknown')
)
select id from settled
