-- The tenant of the first two minutes, in a database that has none.
with tenant as (
  insert into omni_tenants (tenant_id)
  select :tenant where not exists (select from omni_tenants)
  returning tenant_id
),
config as (
  insert into omni_agent_configs (tenant_id, id, settings)
  select tenant_id, :config_id, :settings::jsonb from tenant
)
insert into omni_phone_mappings (tenant_id, id, phone_number)
select tenant_id, :mapping_id, :number from tenant
