-- Replaces a tenant's configuration if it still is a version that the caller saw; see agent-config-put for the key.
with before as (
  select settings #>> '{channels_config,email,from}' as mail, settings ->> 'transfer_number' as transfer
  from omni_agent_configs where tenant_id = :tenant
)
update omni_agent_configs config set
  settings   = :settings::jsonb,
  secrets    = omni_kept_secrets(:api_key::text, :settings::jsonb, config.settings, config.secrets),
  version    = config.version + 1,
  updated_at = now()
where config.tenant_id = :tenant
  and (:any or config.id::text || '.' || config.version = any (:tags))
returning config.id, config.version, config.created_at, config.updated_at, false as created,
  config.secrets <> '{}' as has_api_key,
  (select mail from before) as mail_before, (select transfer from before) as transfer_before,
  (select mapping.phone_number
   from omni_phone_mappings mapping
   where mapping.tenant_id = config.tenant_id and 'voice' = any (mapping.channels)
   order by mapping.created_at, mapping.id
   limit 1) as phone_number
