-- What an answer is made from: the configuration, the customer's unanswered messages, however long the call was in which they
-- were written, and the history before them.
select c.contact_id, c.owner, c.language, c.status, c.strained, now() as database_now,
       coalesce(c.context ->> 'wished_channel' = 'email', false) as address_asked,
       coalesce(a.settings, :default_settings::jsonb) as settings,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', h.id, 'seq', h.seq, 'role', h.role, 'direction', h.direction, 'channel', h.channel,
                 'content', h.content, 'details', h.details, 'created_at', h.created_at, 'earlier', h.earlier,
                 'answered_aloud', h.seq > :answered_seq and exists (
                   select from omni_messages w
                   where w.tenant_id = c.tenant_id and w.id = h.id and w.answered_in is not null))
                 order by h.place), '[]')
        from omni_history(c.tenant_id, c.id, greatest(:history_lines, least(c.last_seq - :answered_seq, 1000))::int) h) as messages,
       m.facts, m.summary
from omni_conversations c
cross join lateral omni_memory(c.tenant_id, c.contact_id) m
left join omni_agent_configs a on a.tenant_id = c.tenant_id
where c.tenant_id = :tenant and c.id = :conversation
