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
values (:tenant, :id, :settings::jsonb,
  case when :api_key::text is null then '{}' else jsonb_build_object('llm', jsonb_build_object('api_key', :api_key::text)) end)
on conflict (tenant_id) do update set
  settings   = excluded.settings,
  secrets    = case
                 when excluded.secrets <> '{}' then excluded.secrets
                 when excluded.settings -> 'llm' = 'null' then '{}'
                 when excluded.settings #> '{llm,base_url}' is not distinct from config.settings #> '{llm,base_url}'
                   then config.secrets
                 else '{}'
               end,
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
