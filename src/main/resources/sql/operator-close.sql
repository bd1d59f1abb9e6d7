-- The conversation is over: its lane stops, and the customer's next message opens another one. What was written before
-- still goes out. While it is being spoken the call has it.
with asked as (
  select c.tenant_id, c.id, c.status, coalesce(s.settings ->> 'voice_language', 'fr') as language,
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
    status = 'closed', closed_reason = 'operator', closed_at = now(),
    last_seq = c.last_seq + 1, message_count = c.message_count + 1, updated_at = now()
  from asked a
  where c.tenant_id = a.tenant_id and c.id = a.id and a.status <> 'closed' and not a.spoken
  returning c.tenant_id, c.id, c.last_seq, c.current_channel
),
lane as (
  update omni_lanes l set ready_at = null, lease_until = null, fence = l.fence + 1
  from conversation c
  where l.tenant_id = c.tenant_id and l.conversation_id = c.id
),
note as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select c.tenant_id, :note_id, c.id, c.last_seq, c.current_channel, 'outbound', 'system',
         case when a.language like 'fr%' then :note_fr else :note_en end, '{"type": "close"}'
  from conversation c, asked a
)
select false as closed, a.spoken and a.status <> 'closed' as spoken, false as lane_ready from asked a
