-- What the customer said since the last reading, oldest first, and how what they said before it felt, newest first.
select m.read_seq, c.strained, c.language, a.settings,
       (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'seq', w.seq, 'text', w.content) order by w.seq), '[]')
        from (select w.id, w.seq, w.content from omni_messages w
              where w.tenant_id = m.tenant_id and w.conversation_id = m.conversation_id and w.sender_role = 'customer'
                and w.seq > m.read_seq and w.content <> '' and w.details -> 'automatic' is null
              order by w.seq limit :most) w) as unread,
       (select coalesce(jsonb_agg(w.score order by w.seq desc), '[]')
        from (select w.seq, (w.details #>> '{sentiment,score}')::float8 as score from omni_messages w
              where w.tenant_id = m.tenant_id and w.conversation_id = m.conversation_id and w.sender_role = 'customer'
                and w.seq <= m.read_seq and w.details -> 'sentiment' is not null
              order by w.seq desc limit :window) w) as earlier
from omni_moods m
join omni_conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
join omni_agent_configs a on a.tenant_id = m.tenant_id and a.settings ->> 'sentiment_analysis_enabled' = 'true'
where m.tenant_id = :tenant and m.conversation_id = :conversation and m.fence = :fence and m.lease_until is not null
