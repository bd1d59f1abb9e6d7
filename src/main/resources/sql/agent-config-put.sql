-- Creates or replaces a tenant's configuration, or only creates it; the tenant exists from then on. A key of the tenant's own
-- model is kept only for the address it was given for.
with before as (
  select settings #>> '{channels_config,email,from}' as mail, settings ->> 'transfer_number' as transfer
  from omni_agent_configs where tenant_id = :tenant
),
tenant as (
  insert into omni_tenants (tenant_id) values (:tenant) on conflict do nothing
)
insert into omni_agent_configs as config (tenant_id, id, settings, secrets)
values (:tenant, :id, :settings::jsonb, omni_kept_secrets(:api_key::text, :settings::jsonb, '{}', '{}'))
on conflict (tenant_id) do update set
  settings   = excluded.settings,
  secrets    = omni_kept_secrets(:api_key::text, excluded.settings, config.settings, config.secrets),
  version    = config.version + 1,
  updated_at = now()
where not :only_new
returning id, version, created_at, updated_at, xmax = 0 as created, secrets <> '{}' as has_api_key,
  (select mail from before) as mail_before, (select transfer from before) as transfer_before,
  (select mapping.phone_number
   from omni_phone_mappings mapping
   where mapping.tenant_id = config.tenant_id and 'voice' = any (mapping.channels)
   order by mapping.created_at, mapping.id
   limit 1) as phone_number
