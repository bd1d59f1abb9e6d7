-- Whose a suggestion is. By way of the tenants, because the key begins with the tenant.
select tenant.tenant_id
from omni_tenants tenant
join omni_merge_suggestions suggestion on suggestion.tenant_id = tenant.tenant_id and suggestion.id = :id
