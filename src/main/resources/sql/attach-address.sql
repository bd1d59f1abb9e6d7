-- An address becomes a customer's, unless it is somebody's already; a wish that may have waited for it is due, also when
-- somebody looks at it who has read too early.
with attached as (
  insert into omni_contact_addresses (tenant_id, id, kind, address, contact_id)
  values (:tenant, :address_id, :kind, :address, :contact)
  on conflict do nothing
  returning tenant_id, contact_id
)
update omni_switch_wishes w set ready_at = now(), lease_until = null, fence = w.fence + 1
from attached a
join omni_conversations c on c.tenant_id = a.tenant_id and c.contact_id = a.contact_id and c.status <> 'closed'
where w.tenant_id = c.tenant_id and w.conversation_id = c.id and w.status = 'waiting' and w.code = 'no_address'
