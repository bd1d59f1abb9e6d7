-- Somebody has looked at it and nothing more is to be done. What was written stays in its conversation.
with outbound as (
  update omni_outbox o set status = 'discarded', updated_at = now()
  from omni_tenants t
  where o.tenant_id = t.tenant_id and (:tenant = '' or t.tenant_id = :tenant) and o.id = :id
    and o.status in ('dead', 'failed', 'undelivered')
  returning o.id
),
inbound as (
  update omni_messages m set details = m.details || '{"discarded": true}'
  from omni_tenants t
  where m.tenant_id = t.tenant_id and (:tenant = '' or t.tenant_id = :tenant) and m.id = :id
    and m.details -> 'unparsed' is not null and m.details -> 'discarded' is null
  returning m.id
)
select id from outbound union all select id from inbound
