select settings ->> 'region' as region from omni_agent_configs where tenant_id = :tenant
