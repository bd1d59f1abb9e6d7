-- An answer, what is to be sent of it and the end of the lane's lease: all of it, or nothing; says which, and why nothing.
-- The conversation is locked before its lane, as when a message is accepted: two orders would be a deadlock.
with held as (
  select tenant_id, id, owner from omni_conversations
  where tenant_id = :tenant and id = :conversation
  for no key update
),
telling as (
  -- In a call of the same conversation the customer is being told right now: whoever hands over here waits for that.
  select h.tenant_id from held c
  join omni_handoffs h on h.tenant_id = c.tenant_id and h.conversation_id = c.id
  where :hand_over and :role = 'agent' and h.status = 'announced' and h.created_at > now() - interval '60 seconds'
    and not exists (select from omni_calls k where k.tenant_id = h.tenant_id and k.id = h.call_id and k.ended_at is not null)
),
lane as (
  update omni_lanes l
  set lease_until = null,
      failures = 0,
      -- What a human has taken over is not answered by what is not written here.
      answered_seq = case when exists (select from telling) then l.answered_seq
                          when h.owner = 'agent' or :role <> 'agent' then greatest(l.answered_seq, :answered_seq)
                          else l.answered_seq end,
      ready_at = case when exists (select from telling) then now() + interval '2 seconds'
                      when :more then now() else l.ready_at end
  from held h
  where l.tenant_id = h.tenant_id and l.conversation_id = h.id and l.fence = :fence
    -- Written once, though the answer "written" may be lost and the step repeated.
    and l.lease_until is not null
  returning l.tenant_id, l.conversation_id
),
conversation as (
  update omni_conversations c set
    last_seq = c.last_seq + 1,
    message_count = c.message_count + 1,
    last_message = left(:content, 500),
    last_message_at = now(),
    language = coalesce(:language, c.language),
    owner = case when :hand_over then 'human' else c.owner end,
    updated_at = now()
  from lane l
  where c.tenant_id = l.tenant_id and c.id = l.conversation_id and (c.owner = 'agent' or :role <> 'agent')
    and not exists (select from telling)
  returning c.tenant_id, c.id, c.last_seq
),
message as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select tenant_id, :message, id, last_seq, :channel, 'outbound', :role, :content, :details::jsonb
  from conversation
  returning tenant_id, id, conversation_id
),
handoff as (
  insert into omni_handoffs as h (tenant_id, id, conversation_id, reason)
  select tenant_id, :handoff_id, conversation_id, :reason from message where :hand_over
  on conflict (tenant_id, conversation_id) where status <> 'ended' do update set status = 'open'
  returning tenant_id, id, conversation_id
),
briefing as (
  insert into omni_briefings (tenant_id, id, conversation_id, source, occasion, way)
  select tenant_id, :briefing_id, conversation_id, id, 'handoff', 'note' from handoff
  on conflict do nothing
),
confirmed as (
  update omni_messages k set details = k.details || '{"keyword_answered": true}'
  from message m
  where k.tenant_id = m.tenant_id and k.id = :confirmed::uuid
),
outbox as (
  insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs, payload, expires_at)
  select m.tenant_id, p.id, m.conversation_id, m.id, :channel, :kind, :ours, :theirs, p.payload,
         now() + make_interval(secs => :valid_seconds)
  from message m, jsonb_to_recordset(:parts::jsonb) as p (position int, id uuid, payload jsonb)
  order by p.position
  returning id
),
wish as (
  insert into omni_switch_wishes (tenant_id, id, conversation_id, channels, wished_by, reason, carry)
  select tenant_id, :wish_id, conversation_id, :wish_channels::text[], :wish_by, :wish_reason, :wish_carry
  from message
  where cardinality(:wish_channels::text[]) > 0
)
select case
  when exists (select from message) then 'written'
  -- What this statement writes it does not see: it is there from a try before.
  when exists (select from omni_messages where tenant_id = :tenant and id = :message) then 'before'
  -- Also where the human's taking over has moved the fence.
  when exists (select from held where owner <> 'agent' and :role = 'agent') then 'human'
  when not exists (select from lane) then 'lost'
  else 'telling'
end as outcome
