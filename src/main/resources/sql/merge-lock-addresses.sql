-- Everything that customers are known by, locked as an accepting statement locks it: numbers first. Whoever accepts
-- an event of theirs waits here, and then reads whose address it is now.
select contact_id
from omni_contact_addresses
where tenant_id = :tenant and contact_id = any (:contacts::uuid[])
order by kind = 'phone' desc, kind, address
for update
