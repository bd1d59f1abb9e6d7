-- An address becomes a customer's, or tells whose it is.
insert into omni_contact_addresses as a (tenant_id, id, kind, address, contact_id)
values (:tenant, :address_id, :kind, :address, :contact)
on conflict (tenant_id, kind, address) do update set contact_id = a.contact_id
returning contact_id
