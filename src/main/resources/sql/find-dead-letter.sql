-- Whose a dead letter is, a message of ours or of a customer's. By way of the tenants, because the keys begin with the tenant.
select t.tenant_id
from omni_tenants t
where exists (select from omni_outbox o where o.tenant_id = t.tenant_id and o.id = :id)
   or exists (select from omni_messages m where m.tenant_id = t.tenant_id and m.id = :id)
