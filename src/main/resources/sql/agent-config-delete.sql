-- Numbers and conversations stay; calls in progress finish as they began.
delete from omni_agent_configs where tenant_id = :tenant
