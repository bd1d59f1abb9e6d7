-- Twilio asks what comes next in a call: after its relay session, after a dialled number, after a voicemail.
-- A hand-off that is this call's own ends with it; one that somebody else began stays a human's, whatever becomes of the call.
with call as (
  select k.tenant_id, k.id, k.conversation_id, k.settings, k.resumes, k.ended_at, k.outcome,
         k.settings ->> 'transfer_number' is not null as dialable,
         -- Without a number a human is told all the same where a way to do so is set.
         k.settings ->> 'transfer_number' is not null or :told as reachable, omni_is_open(k.settings, now()) as open,
         -- Who is being told and has not gone on since wants it, though the line broke or they hung up. When something was
         -- said is in its id, by the millisecond: the row may be written a moment later.
         :hand_off or coalesce(h.status = 'announced' and h.call_id = k.id and h.created_at > now() - interval '60 seconds'
           and not exists (select from omni_messages m
                           where m.tenant_id = k.tenant_id and m.conversation_id = k.conversation_id and m.call_id = k.id
                             and m.sender_role = 'customer' and left(m.id::text, 13) > left(h.id::text, 13)), false)
           or o.owned as wanted, o.owned,
         coalesce(h.status = 'open' and h.call_id = k.id, false) as own
  from omni_calls k
  join omni_conversations c on c.tenant_id = k.tenant_id and c.id = k.conversation_id
  -- The agent may not speak in it any more: the call is the human's who has the conversation.
  cross join lateral (select :step = '' and :session_status = 'failed' and c.owner = 'human' as owned) o
  left join omni_handoffs h on h.tenant_id = k.tenant_id and h.conversation_id = k.conversation_id and h.status <> 'ended'
  where k.call_sid = :call_sid and k.account_sid = :account_sid
),
decided as (
  select *, case
    when :step = 'dial' and :dial_status in ('completed', 'answered') then 'hang_up'
    when :step = 'dial' and :call_status = 'completed' then 'hang_up'
    when :step = 'dial' and :unanswered = 'callback' then 'callback'
    when :step = 'dial' and :unanswered = 'text' and own then 'unanswered'
    when :step = 'dial' and :unanswered = 'agent' and own then 'back_to_agent'
    when :step = 'dial' then 'voicemail'
    when :step = 'voicemail' and :recorded then 'voicemail_taken'
    when :step = 'voicemail' then 'voicemail_empty'
    when ended_at is not null or :call_status = 'completed' then 'hang_up'
    -- Once a call nobody answers, and out of hours nobody is rung up.
    when wanted and dialable and open and outcome is distinct from 'unanswered' then 'dial'
    when wanted and reachable and :unanswered = 'callback' then 'callback'
    when wanted and reachable and not owned and :unanswered = 'text' then 'unanswered'
    when wanted and reachable and not owned and :unanswered = 'agent' and outcome is distinct from 'unanswered' then 'back_to_agent'
    when owned or wanted and reachable then 'voicemail'
    when :session_status = 'failed' and resumes < :max_resumes then 'resume'
    when :session_status = 'failed' and dialable and open and outcome is distinct from 'unanswered' then 'dial'
    when :session_status = 'failed' then 'give_up'
    when wanted then 'nobody_reachable'
    else 'hang_up' end as decision
  from call
),
event as (
  insert into omni_events as e (provider, key, tenant_id, answer)
  select 'twilio', :key, tenant_id, jsonb_build_object(
    'decision', decision, 'base_url', :base_url::text, 'ticket', :ticket::text,
    'closed', not open, 'voicemail', :voicemail::jsonb,
    'opening', case when decision = 'back_to_agent'
      then case when settings ->> 'voice_language' like 'fr%' then :again_fr::text else :again_en::text end else '' end,
    'settings', settings - '{system_prompt,tools,llm,opening_hours}'::text[])
  from decided
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning tenant_id, (xmax = 0) as first, answer
),
-- What follows for the conversation: a human is asked for, has been missed, or is done.
course as (
  select d.*,
    d.decision not in ('resume', 'dial', 'voicemail', 'back_to_agent') as over,
    d.decision in ('dial', 'callback', 'voicemail', 'voicemail_taken', 'voicemail_empty') or m.missed as for_human,
    m.missed or d.decision in ('callback', 'voicemail_empty') as call_back,
    d.decision in ('unanswered', 'back_to_agent')
      or (:step = 'dial' and :dial_status in ('completed', 'answered') and :after_transfer = 'agent' and d.own) as given_back
  from decided d
  cross join lateral (select d.decision = 'hang_up' and case :step
    when 'dial' then :dial_status not in ('completed', 'answered')
    when '' then d.wanted and d.reachable and d.outcome is distinct from 'transferring'
    else false end as missed) m
),
held as (
  select c.tenant_id, c.id, c.status
  from event e, course n
  join omni_conversations c on c.tenant_id = n.tenant_id and c.id = n.conversation_id
  where e.first
  for no key update of c
),
moved as (
  update omni_calls k set
    resumes = case n.decision when 'resume' then k.resumes + 1 when 'back_to_agent' then 0 else k.resumes end,
    opening = case n.decision when 'back_to_agent' then e.answer ->> 'opening' else k.opening end,
    ticket = case when n.decision in ('resume', 'back_to_agent') then :ticket else k.ticket end,
    ticket_used_at = case when n.decision in ('resume', 'back_to_agent') then null else k.ticket_used_at end,
    ticket_expires_at = case when n.decision in ('resume', 'back_to_agent')
      then now() + make_interval(secs => :ticket_seconds) else k.ticket_expires_at end,
    last_turn_at = case when n.over then k.last_turn_at else now() end,
    outcome = case
      when n.decision = 'dial' then 'transferring'
      when n.decision = 'resume' then k.outcome
      when :step = 'dial' and :dial_status in ('completed', 'answered') then 'transferred'
      when :step = 'dial' or n.decision in ('callback', 'unanswered', 'back_to_agent', 'voicemail') then 'unanswered'
      when n.decision = 'voicemail_taken' then 'voicemail'
      else coalesce(k.outcome, case when :session_status = 'failed' then 'lost' else 'completed' end) end,
    status = case when n.over then 'completed' else k.status end,
    ended_at = case when n.over then coalesce(k.ended_at, now()) else k.ended_at end,
    duration_seconds = case when n.over
      then coalesce(k.duration_seconds, extract(epoch from now() - k.answered_at)::int) else k.duration_seconds end
  from course n, event e, held h
  where e.first and k.tenant_id = n.tenant_id and k.id = n.id
  returning k.tenant_id, k.id, k.conversation_id, n.decision, k.outcome, h.status, n.owned, n.for_human, n.call_back, n.given_back
),
wish as (
  -- We cannot speak, or nobody wants to: the customer is written to. So where the line was lost and the call is over, in
  -- whatever order the two are told; a callback that is told later wishes the same.
  insert into omni_switch_wishes (tenant_id, id, conversation_id, channels, wished_by, reason, call_id, ready_at)
  select m.tenant_id, :wish_id::uuid, m.conversation_id,
         case m.decision when 'give_up' then :voice_down::text[] else :text_channels::text[] end, 'rule',
         case m.decision when 'give_up' then 'voice_down' else 'nobody_answered' end, m.id,
         now() + make_interval(secs => case m.decision when 'give_up' then :voice_down_seconds::float8 else :text_seconds::float8 end)
  from moved m
  where (m.decision = 'give_up' and cardinality(:voice_down::text[]) > 0)
     or (m.decision = 'unanswered' and cardinality(:text_channels::text[]) > 0)
  union all
  select m.tenant_id, :dropped_id::uuid, m.conversation_id, :dropped::text[], 'rule', 'call_dropped', m.id,
         now() + make_interval(secs => :dropped_seconds::float8)
  from moved m
  where m.decision = 'hang_up' and m.outcome = 'lost' and cardinality(:dropped::text[]) > 0
  on conflict do nothing
),
handoff as (
  insert into omni_handoffs as h (tenant_id, id, conversation_id, call_id, reason)
  select tenant_id, :handoff_id, conversation_id, case when not owned then id end, :reason from moved where for_human and status <> 'closed'
  on conflict (tenant_id, conversation_id) where status <> 'ended' do update set
    status = 'open', reason = case h.reason when '' then excluded.reason else h.reason end
  returning tenant_id, id, conversation_id
),
briefing as (
  insert into omni_briefings (tenant_id, id, conversation_id, source, occasion, way)
  select tenant_id, :briefing_id::uuid, conversation_id, id, 'handoff', 'note' from handoff
  union all
  select tenant_id, :callback_id::uuid, conversation_id, id, 'callback', 'note' from moved where call_back
  on conflict do nothing
),
owned as (
  update omni_conversations c set owner = case when m.for_human then 'human' else 'agent' end, updated_at = now()
  from moved m
  where (m.for_human or m.given_back) and c.tenant_id = m.tenant_id and c.id = m.conversation_id
  returning c.tenant_id, c.id, c.owner, c.last_seq
),
lane as (
  -- What the customer wrote while a human owned it is answered now; what was written while this waited for the conversation is
  -- seen by whoever looks at the lane.
  insert into omni_lanes as l (tenant_id, conversation_id, ready_at)
  select o.tenant_id, o.id, now()
  from owned o
  where o.owner = 'agent' and (o.last_seq > coalesce((
      select max(m.seq) from omni_messages m where m.tenant_id = o.tenant_id and m.conversation_id = o.id), 0) or exists (
    select from omni_messages m
    left join omni_lanes w on w.tenant_id = m.tenant_id and w.conversation_id = m.conversation_id
    where m.tenant_id = o.tenant_id and m.conversation_id = o.id and m.seq > coalesce(w.answered_seq, 0)
      and m.direction = 'inbound' and m.channel <> 'voice' and m.details ->> 'automatic' is null))
  on conflict (tenant_id, conversation_id) do update set ready_at = coalesce(l.ready_at, excluded.ready_at)
)
select tenant_id, answer from event
