-- Keeps what a customer told; what they told under the same name before is written over. No row: they have told enough.
insert into omni_facts (tenant_id, id, conversation_id, name, value)
select :tenant, :id, :conversation, :name, :value
where (select count(distinct f.name)
       from omni_conversations this
       join omni_conversations c on c.tenant_id = this.tenant_id and c.contact_id = this.contact_id
       join omni_facts f on f.tenant_id = c.tenant_id and f.conversation_id = c.id
       where this.tenant_id = :tenant and this.id = :conversation and f.name <> :name) < :most
on conflict (tenant_id, conversation_id, name) do update set value = excluded.value, updated_at = now()
