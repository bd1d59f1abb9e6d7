select secrets #>> '{llm,api_key}' as api_key
from omni_agent_configs
where tenant_id = :tenant and settings #>> '{llm,base_url}' is not distinct from :base_url::text
