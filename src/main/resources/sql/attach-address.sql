-- An address becomes a customer's, unless it is somebody's already.
insert into omni_contact_addresses (tenant_id, id, kind, address, contact_id)
values (:tenant, :address_id, :kind, :address, :contact)
on conflict do nothing
