-- By way of the tenants, because the key begins with the tenant and an administrator need not name one.
delete from omni_phone_mappings mapping
using omni_tenants tenant
where mapping.tenant_id = tenant.tenant_id
  and mapping.id = :id
  and (:tenant = '' or tenant.tenant_id = :tenant)
