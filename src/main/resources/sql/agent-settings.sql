select settings from omni_agent_configs where tenant_id = :tenant
