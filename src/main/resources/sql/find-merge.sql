-- Whose a merge is. By way of the tenants, because the key begins with the tenant.
select tenant.tenant_id
from omni_tenants tenant
join omni_merges merge on merge.tenant_id = tenant.tenant_id and merge.id = :id
