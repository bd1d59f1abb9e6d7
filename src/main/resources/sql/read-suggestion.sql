-- A suggestion that is to be decided, with the customer it is about as it is now. It is not locked: who decides locks the
-- addresses first, as whoever accepts a message does, and the suggestion last.
select s.id, s.kind, s.address, s.status, coalesce(k.merged_into, k.id) as contact_id
from omni_merge_suggestions s
join omni_contacts k on k.tenant_id = s.tenant_id and k.id = s.contact_id
where s.tenant_id = :tenant and s.id = :suggestion
