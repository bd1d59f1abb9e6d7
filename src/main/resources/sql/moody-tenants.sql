-- The tenants whose customers' mood is read.
select tenant_id from omni_agent_configs where settings ->> 'sentiment_analysis_enabled' = 'true'
