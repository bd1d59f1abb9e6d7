-- What a human is told about a conversation is made from this.
select coalesce(a.settings, :default_settings::jsonb) as settings,
       jsonb_strip_nulls(jsonb_build_object('id', k.id, 'name', k.name,
         'phone', (select d.address from omni_contact_addresses d
                   where d.tenant_id = k.tenant_id and d.contact_id = k.id and d.kind = 'phone'
                   order by d.created_at, d.id limit 1),
         'email', (select d.address from omni_contact_addresses d
                   where d.tenant_id = k.tenant_id and d.contact_id = k.id and d.kind = 'email'
                   order by d.created_at, d.id limit 1))) as customer,
       coalesce((select h.reason from omni_handoffs h
                 where h.tenant_id = c.tenant_id and h.conversation_id = c.id
                 order by h.id desc limit 1), '') as reason,
       coalesce(c.last_sentiment, '') as sentiment,
       s.said, s.since, s.channels, m.facts, m.summary,
       (select l.recording from omni_calls l where l.tenant_id = c.tenant_id and l.id = :source) as recording,
       (select coalesce(jsonb_agg(jsonb_build_object('role', h.role, 'channel', h.channel, 'content', h.content)
                                  order by h.place), '[]')
        from omni_history(c.tenant_id, c.id, :lines) h
        where h.content <> '') as lines
from omni_conversations c
join omni_contacts k on k.tenant_id = c.tenant_id and k.id = c.contact_id
left join omni_agent_configs a on a.tenant_id = c.tenant_id
cross join lateral (
  select count(*) as said, min(m.created_at) as since, array_agg(distinct m.channel) as channels
  from omni_messages m
  where m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.sender_role = 'customer') s
cross join lateral omni_memory(c.tenant_id, c.contact_id) m
where c.tenant_id = :tenant and c.id = :conversation
