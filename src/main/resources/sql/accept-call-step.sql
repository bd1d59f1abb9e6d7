-- Twilio asks what comes next in a call: after its relay session, after a dialled number, after a voicemail.
with call as (
  select tenant_id, id, conversation_id, settings, resumes, ended_at, to_number
  from omni_calls
  where call_sid = :call_sid and account_sid = :account_sid
),
decided as (
  select *, case
    when :step = 'dial' and :dial_status in ('completed', 'answered') then 'hang_up'
    when :step = 'dial' then 'unanswered'
    when :step = 'voicemail' then 'voicemail_taken'
    when ended_at is not null or :call_status = 'completed' then 'hang_up'
    when :session_status = 'failed' and resumes < :max_resumes then 'resume'
    when (:session_status = 'failed' or :hand_off) and settings ->> 'transfer_number' is not null then 'dial'
    when :session_status = 'failed' then 'give_up'
    when :hand_off then 'nobody_reachable'
    else 'hang_up' end as decision
  from call
),
event as (
  insert into omni_events as e (provider, key, tenant_id, answer)
  select 'twilio', :key, tenant_id, jsonb_build_object(
    'decision', decision, 'base_url', :base_url::text, 'ticket', :ticket::text, 'called', to_number,
    'settings', settings - '{system_prompt,tools,llm,opening_hours}'::text[])
  from decided
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning tenant_id, (xmax = 0) as first, answer
),
moved as (
  update omni_calls k set
    resumes = k.resumes + (d.decision = 'resume')::int,
    ticket = case when d.decision = 'resume' then :ticket else k.ticket end,
    ticket_used_at = case when d.decision = 'resume' then null else k.ticket_used_at end,
    ticket_expires_at = case when d.decision = 'resume' then now() + make_interval(secs => :ticket_seconds) else k.ticket_expires_at end,
    outcome = case
      when d.decision = 'dial' then 'transferring'
      when d.decision = 'resume' then k.outcome
      when :step = 'dial' then case d.decision when 'hang_up' then 'transferred' else 'unanswered' end
      else coalesce(k.outcome, case when :session_status = 'failed' then 'lost' else 'completed' end) end,
    status = case when d.over then 'completed' else k.status end,
    ended_at = case when d.over then coalesce(k.ended_at, now()) else k.ended_at end,
    duration_seconds = case when d.over
      then coalesce(k.duration_seconds, extract(epoch from now() - k.answered_at)::int) else k.duration_seconds end
  from (select *, decision not in ('resume', 'dial') as over from decided) d, event e
  where e.first and k.tenant_id = d.tenant_id and k.id = d.id
  returning k.tenant_id, k.id, k.conversation_id, d.decision
),
wish as (
  -- We cannot speak: the customer is written to.
  insert into omni_switch_wishes (tenant_id, id, conversation_id, channels, wished_by, reason, call_id, ready_at)
  select m.tenant_id, :wish_id, m.conversation_id, :voice_down::text[], 'rule', 'voice_down', m.id,
         now() + make_interval(secs => :voice_down_seconds)
  from moved m
  where m.decision = 'give_up' and cardinality(:voice_down::text[]) > 0
  on conflict do nothing
),
handed_over as (
  -- Nobody answered: the agent has the conversation back.
  update omni_conversations c set owner = case m.decision when 'dial' then 'human' else 'agent' end, updated_at = now()
  from moved m
  where m.decision in ('dial', 'unanswered') and c.tenant_id = m.tenant_id and c.id = m.conversation_id
)
select tenant_id, answer from event
