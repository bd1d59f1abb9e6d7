-- Where a code would go and in which language it is said.
select s.address, coalesce(c.language, a.settings ->> 'voice_language', 'fr') as language
from omni_merge_suggestions s
left join omni_conversations c on c.tenant_id = s.tenant_id and c.id = s.conversation_id
left join omni_agent_configs a on a.tenant_id = s.tenant_id
where s.tenant_id = :tenant and s.id = :suggestion
