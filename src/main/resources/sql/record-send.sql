-- How sending went, unless somebody else has taken the message over since.
with outbox as (
  update omni_outbox
  set status = :status, lease_until = null, ready_at = now() + make_interval(secs => :retry_seconds),
      provider_id = coalesce(:provider_id, provider_id), error_code = :error_code, reason = :reason, updated_at = now()
  where tenant_id = :tenant and id = :id and fence = :fence and status in ('sending', 'unknown')
  returning tenant_id, message_id, status, error_code
)
update omni_messages m
set details = m.details || jsonb_strip_nulls(jsonb_build_object(
  'delivery', jsonb_build_object('status', o.status, 'error_code', o.error_code)))
from outbox o
where m.tenant_id = o.tenant_id and m.id = o.message_id
