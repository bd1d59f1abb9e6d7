-- Keeps what a customer told; what they told under the same name from the same address before is written over. No row: they
-- have told enough.
insert into omni_facts (tenant_id, id, conversation_id, name, value, told_by)
select :tenant, :id, :conversation, :name, :value, coalesce(
         -- Who is answered is who wrote or spoke last.
         (select coalesce(t.details ->> 'from', case k.direction when 'inbound' then k.from_number else k.to_number end)
          from omni_messages t
          left join omni_calls k on k.tenant_id = t.tenant_id and k.id = t.call_id
          where t.tenant_id = :tenant and t.conversation_id = :conversation and t.direction = 'inbound'
          order by t.seq desc limit 1), '')
where (select count(distinct f.name)
       from omni_conversations this
       join omni_conversations c on c.tenant_id = this.tenant_id and c.contact_id = this.contact_id
       join omni_facts f on f.tenant_id = c.tenant_id and f.conversation_id = c.id
       where this.tenant_id = :tenant and this.id = :conversation and f.name <> :name) < :most
on conflict (tenant_id, conversation_id, name, told_by) do update set value = excluded.value, updated_at = now()
