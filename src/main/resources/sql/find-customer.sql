-- Whose a customer is. By way of the tenants, because the key begins with the tenant.
select tenant.tenant_id
from omni_tenants tenant
join omni_contacts contact on contact.tenant_id = tenant.tenant_id and contact.id = :id
