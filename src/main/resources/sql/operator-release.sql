-- The agent owns the conversation again. What the customer wrote since a human's last message makes the lane ready.
with asked as (
  select c.tenant_id, c.id, c.status, c.owner, coalesce(s.settings, :default_settings::jsonb) as settings
  from omni_conversations c
  left join omni_agent_configs s on s.tenant_id = c.tenant_id
  where c.tenant_id = :tenant and c.id = :conversation
  for update of c
),
conversation as (
  update omni_conversations c set
    owner = 'agent', last_seq = c.last_seq + 1, message_count = c.message_count + 1, updated_at = now()
  from asked a
  where c.tenant_id = a.tenant_id and c.id = a.id and a.status <> 'closed' and a.owner = 'human'
  returning c.tenant_id, c.id, c.last_seq, c.current_channel
),
answered as (
  select c.tenant_id, c.id, greatest(
    coalesce((select l.answered_seq from omni_lanes l where l.tenant_id = c.tenant_id and l.conversation_id = c.id), 0),
    coalesce((select m.seq from omni_messages m
              where m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.sender_role = 'human'
              order by m.seq desc limit 1), 0)) as seq,
    -- Written while this waited for the conversation, and not to be seen by this statement: whoever looks at the lane sees it.
    c.last_seq - 1 > coalesce((
      select max(m.seq) from omni_messages m where m.tenant_id = c.tenant_id and m.conversation_id = c.id), 0) as unseen
  from conversation c
),
lane as (
  insert into omni_lanes as l (tenant_id, conversation_id, ready_at, answered_seq)
  select w.tenant_id, w.id, case when w.unseen or exists (
      select from omni_messages m
      where m.tenant_id = w.tenant_id and m.conversation_id = w.id and m.seq > w.seq
        and m.direction = 'inbound' and m.channel <> 'voice' and m.details ->> 'automatic' is null
        and coalesce(a.settings #>> array['channels_config', m.channel, 'enabled'], 'true') <> 'false')
    then now() end, w.seq
  from answered w, asked a
  on conflict (tenant_id, conversation_id) do update set
    ready_at = coalesce(excluded.ready_at, l.ready_at), answered_seq = greatest(l.answered_seq, excluded.answered_seq)
  returning ready_at
),
note as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select c.tenant_id, :note_id, c.id, c.last_seq, c.current_channel, 'outbound', 'system',
         case when a.settings ->> 'voice_language' like 'fr%' then :note_fr else :note_en end, '{"type": "release"}'
  from conversation c, asked a
)
select a.status = 'closed' as closed, false as spoken, exists (select from lane where ready_at is not null) as lane_ready from asked a
