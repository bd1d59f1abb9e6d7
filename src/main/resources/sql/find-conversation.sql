-- Whose a conversation is. By way of the tenants, because the key begins with the tenant.
select tenant.tenant_id
from omni_tenants tenant
join omni_conversations conversation on conversation.tenant_id = tenant.tenant_id and conversation.id = :id
