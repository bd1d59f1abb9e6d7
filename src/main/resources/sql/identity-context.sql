-- What reading a customer's words for other addresses of theirs needs.
select coalesce(a.settings, :default_settings::jsonb) as settings, c.language,
       coalesce(c.context ->> 'wished_channel' = 'email', false) as address_asked
from omni_conversations c
left join omni_agent_configs a on a.tenant_id = c.tenant_id
where c.tenant_id = :tenant and c.id = :conversation
