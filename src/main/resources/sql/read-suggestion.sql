-- A suggestion that is to be decided, with the customer it was about and who that is now. It is not locked: who decides locks
-- the addresses first, as whoever accepts a message does, and the suggestion last.
select s.id, s.kind, s.address, s.status, s.contact_id, now.id as customer_id
from omni_merge_suggestions s
cross join lateral omni_customer(s.tenant_id, s.contact_id) now
where s.tenant_id = :tenant and s.id = :suggestion
