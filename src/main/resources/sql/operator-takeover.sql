-- A human owns the conversation from here on. An answer that the agent is making loses its lane, and with it the right to
-- be written; while the conversation is being spoken the call has it.
with asked as (
  select c.tenant_id, c.id, c.status, c.owner, coalesce(s.settings ->> 'voice_language', 'fr') as language,
         exists (select from omni_calls k
                 where k.tenant_id = c.tenant_id and k.conversation_id = c.id
                   and omni_is_spoken(k.ended_at, k.last_turn_at)) as spoken
  from omni_conversations c
  left join omni_agent_configs s on s.tenant_id = c.tenant_id
  where c.tenant_id = :tenant and c.id = :conversation
  for update of c
),
conversation as (
  update omni_conversations c set
    owner = 'human', last_seq = c.last_seq + 1, message_count = c.message_count + 1, updated_at = now()
  from asked a
  where c.tenant_id = a.tenant_id and c.id = a.id and a.status <> 'closed' and a.owner = 'agent' and not a.spoken
  returning c.tenant_id, c.id, c.last_seq, c.current_channel
),
lane as (
  update omni_lanes l set ready_at = null, lease_until = null, failures = 0, fence = l.fence + 1
  from conversation c
  where l.tenant_id = c.tenant_id and l.conversation_id = c.id
),
handoff as (
  -- Whatever becomes of the call that asked for a human: it is the operator's.
  update omni_handoffs h set call_id = null
  from asked a
  where h.tenant_id = a.tenant_id and h.conversation_id = a.id and h.status = 'open' and a.owner = 'human'
),
note as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select c.tenant_id, :note_id, c.id, c.last_seq, c.current_channel, 'outbound', 'system',
         case when a.language like 'fr%' then :note_fr else :note_en end, '{"type": "takeover"}'
  from conversation c, asked a
)
select a.status = 'closed' as closed, a.spoken and a.owner = 'agent' as spoken, false as lane_ready from asked a
