-- Whose an address is. Nothing is locked: whoever merges locks the numbers first.
select contact_id from omni_contact_addresses
where tenant_id = :tenant and kind = :kind and address = :address
