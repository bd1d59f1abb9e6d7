-- A number belongs to one tenant: no row comes back when it is taken. The tenant exists from then on.
with tenant as (
  insert into omni_tenants (tenant_id) values (:tenant_id) on conflict do nothing
)
insert into omni_phone_mappings (tenant_id, id, phone_number, channels, account_sid)
values (:tenant_id, :id, :phone_number, :channels, :account_sid)
on conflict (phone_number) do nothing
returning created_at, exists (select from omni_agent_configs c where c.tenant_id = :tenant_id) as configured
