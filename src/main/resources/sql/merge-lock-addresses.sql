-- Everything that two customers are known by, locked as an accepting statement locks it: numbers first. Whoever accepts
-- an event of theirs waits here, and then reads whose address it is now.
select id, contact_id
from omni_contact_addresses
where tenant_id = :tenant and contact_id in (:one, :other)
order by kind = 'phone' desc, kind, address
for update
