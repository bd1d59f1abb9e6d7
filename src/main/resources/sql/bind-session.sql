-- A relay session shows its ticket: used once, in time, for its own call. Gives what the session works with.
-- Where a human took the conversation over in the very moment in which the call came, the agent does not speak: what comes next
-- is asked by the session's end.
-- A call that came unsigned, in observe mode, has no account that could be compared.
with bound as (
  update omni_calls k
  set ticket_used_at = now(), last_turn_at = now(), session_id = :session_id, status = 'in-progress', answered_at = coalesce(answered_at, now())
  where ticket = :ticket and call_sid = :call_sid and account_sid in (:account_sid, '')
    and ticket_used_at is null and ticket_expires_at > now() and ended_at is null
    and exists (select from omni_conversations c
                where c.tenant_id = k.tenant_id and c.id = k.conversation_id and c.owner = 'agent')
  returning tenant_id, id, conversation_id, settings, resumes, opening, answered_at
)
select b.tenant_id, b.id, b.conversation_id, c.contact_id, c.last_seq, c.strained, b.settings, b.resumes, b.opening,
       extract(epoch from now() - b.answered_at)::int as elapsed_seconds,
       (select coalesce(jsonb_agg(jsonb_build_object('role', h.role, 'channel', h.channel, 'content', h.content)
                                  order by h.place), '[]')
        from omni_history(b.tenant_id, b.conversation_id, :history_lines) h
        where h.content <> ''
          -- What was held back was never said.
          and not coalesce((select bool_and(p.value ->> 'status' = 'suppressed')
                            from jsonb_each(h.details #> '{delivery,parts}') p), false)) as history,
       -- What the agent would answer in writing, were there no call; what it is answering just now is not the call's.
       (select coalesce(jsonb_agg(jsonb_build_object('seq', w.seq, 'line', jsonb_build_object(
                 'role', w.sender_role, 'channel', w.channel, 'content', w.content)) order by w.seq), '[]')
        from omni_lanes l
        join omni_messages w on w.tenant_id = l.tenant_id and w.conversation_id = l.conversation_id
          and w.seq > l.answered_seq and w.direction = 'inbound' and w.sender_role = 'customer' and w.channel <> 'voice'
          and w.content <> '' and w.answered_in is null
          and w.details ->> 'automatic' is null and w.details ->> 'keyword' is null
          and coalesce(b.settings #>> array['channels_config', w.channel, 'enabled'], 'true') <> 'false'
        where l.tenant_id = b.tenant_id and l.conversation_id = b.conversation_id
          and l.ready_at is not null and l.lease_until is null) as unanswered,
       m.facts, m.summary
from bound b
join omni_conversations c on c.tenant_id = b.tenant_id and c.id = b.conversation_id
cross join lateral omni_memory(c.tenant_id, c.contact_id) m
