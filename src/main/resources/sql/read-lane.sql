-- What an answer is made from: the configuration, the customer's unanswered messages, the history before them.
select c.owner, c.language, c.status, now() as database_now,
       coalesce(a.settings, :default_settings::jsonb) as settings,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', m.id, 'seq', m.seq, 'role', m.sender_role, 'direction', m.direction, 'channel', m.channel,
                 'content', m.content, 'details', m.details, 'created_at', m.created_at) order by m.seq), '[]')
        from (select * from omni_messages
              where tenant_id = :tenant and conversation_id = :conversation
              order by seq desc limit :history_lines) m) as messages
from omni_conversations c
left join omni_agent_configs a on a.tenant_id = c.tenant_id
where c.tenant_id = :tenant and c.id = :conversation
