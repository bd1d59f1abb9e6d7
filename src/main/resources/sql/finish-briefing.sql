-- How telling a human went. The note in the timeline says by which way it went, or did not.
with told as (
  update omni_briefings set
    status = :status, reason = :reason, lease_until = null, ready_at = now() + make_interval(secs => :seconds), updated_at = now()
  where tenant_id = :tenant and id = :id and conversation_id = :conversation and fence = :fence and status = 'waiting'
  returning tenant_id, message_id
)
update omni_messages m
set details = m.details || jsonb_build_object('told', coalesce(m.details -> 'told', '{}') || jsonb_build_object(:way::text, :status::text))
from told t
where :status <> 'waiting' and m.tenant_id = t.tenant_id and m.id = t.message_id
