-- A tenant's configuration and the tenant's oldest number for calls.
select config.id, config.tenant_id, config.version, config.settings, config.created_at, config.updated_at,
  (select mapping.phone_number
   from omni_phone_mappings mapping
   where mapping.tenant_id = config.tenant_id and 'voice' = any (mapping.channels)
   order by mapping.created_at, mapping.id
   limit 1) as phone_number
from omni_agent_configs config
where config.tenant_id = :?tenant
