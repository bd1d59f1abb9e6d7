-- The older part of a conversation that no summary holds yet, oldest first, with the summary so far. What was held back was
-- never said.
select c.language, coalesce(s.content, '') as summary, coalesce(s.up_to_seq, 0) as up_to_seq,
       older.newest_seq, coalesce(a.settings, :default_settings::jsonb) as settings, coalesce(older.lines, '[]') as lines
from omni_conversations c
left join omni_agent_configs a on a.tenant_id = c.tenant_id
left join omni_summaries s on s.tenant_id = c.tenant_id and s.conversation_id = c.id
cross join lateral (
  select max(m.seq) as newest_seq,
         jsonb_agg(jsonb_build_object('role', m.sender_role, 'channel', m.channel, 'content', left(m.content, 2000))
                   order by m.seq) filter (where m.content <> '' and not m.held_back) as lines
  from (select seq, sender_role, channel, content,
               coalesce((select bool_and(p.value ->> 'status' = 'suppressed')
                         from jsonb_each(details #> '{delivery,parts}') p), false) as held_back
        from omni_messages
        where tenant_id = :tenant and conversation_id = :conversation
          and seq > coalesce(s.up_to_seq, 0) and seq <= c.last_seq - :recent
        order by seq limit :most) m
) older
where c.tenant_id = :tenant and c.id = :conversation
