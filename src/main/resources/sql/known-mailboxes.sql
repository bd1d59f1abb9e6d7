-- Which of a mail's recipients are a tenant's, along omni_agent_configs_mail.
select lower(settings #>> '{channels_config,email,from}')
from omni_agent_configs
where lower(settings #>> '{channels_config,email,from}') = any (:recipients)
