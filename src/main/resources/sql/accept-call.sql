-- An incoming call: claim its event, find tenant, customer and conversation, keep the call with its ticket.
-- A second delivery waits for the first, changes nothing and reads the first answer.
with tenant as (
  select m.tenant_id, coalesce(c.settings, :default_settings::jsonb) as settings
  from omni_phone_mappings m
  left join omni_agent_configs c on c.tenant_id = m.tenant_id
  where m.phone_number in (:called, :forwarded_from)
    and 'voice' = any (m.channels)
    and (m.account_sid is null or m.account_sid = :account_sid)
  order by m.phone_number = :called
  limit 1
),
known as (
  -- A human who owns the conversation has its calls too; the agent stays silent.
  select t.*, omni_is_open(t.settings, now()) as open, omni_reached_limit(t.tenant_id, t.settings) as reached, exists (
    select from omni_contact_addresses a
    join omni_conversations c on c.tenant_id = a.tenant_id and c.contact_id = a.contact_id and c.status <> 'closed'
    where a.tenant_id = t.tenant_id and a.kind = :caller_kind and a.address = :caller and c.owner = 'human') as owned
  from tenant t
),
decided as (
  select tenant_id, settings, open, case
    when settings #>> '{channels_config,voice,enabled}' = 'false' then 'voice_off'
    when reached is not null then reached
    when owned and settings ->> 'transfer_number' is not null and open then 'dial'
    when owned and :unanswered = 'callback' then 'callback'
    when owned then 'voicemail'
    else 'connect' end as decision
  from known
),
event as (
  insert into omni_events as e (provider, key, tenant_id, answer)
  select 'twilio', :key, tenant_id, jsonb_build_object(
    'decision', decision, 'base_url', :base_url::text, 'ticket', :ticket::text, 'closed', not open, 'voicemail', :voicemail::jsonb,
    'settings', settings - '{system_prompt,tools,llm,opening_hours}'::text[])
  from decided
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning tenant_id, (xmax = 0) as first, answer
),
address as (
  insert into omni_contact_addresses as a (tenant_id, id, kind, address, contact_id)
  select tenant_id, :address_id, :caller_kind, :caller, :contact_id from event where first
  on conflict (tenant_id, kind, address) do update set contact_id = a.contact_id
  returning tenant_id, contact_id
),
contact as (
  insert into omni_contacts (tenant_id, id, name)
  select tenant_id, contact_id, :caller_name from address
  on conflict do nothing
),
conversation as (
  insert into omni_conversations as c (tenant_id, id, contact_id, current_channel, active_channels)
  select tenant_id, :conversation_id, contact_id, 'voice', '["voice"]' from address
  on conflict (tenant_id, contact_id) where status <> 'closed' do update set
    status = 'active',
    current_channel = 'voice',
    active_channels = case when c.active_channels @> '["voice"]' then c.active_channels
                           else c.active_channels || '["voice"]' end,
    updated_at = now()
  returning tenant_id, id
),
call as (
  insert into omni_calls (tenant_id, id, conversation_id, call_sid, account_sid, direction, from_number, to_number,
                          settings, status, outcome, ticket, ticket_expires_at, answered_at, ended_at)
  select c.tenant_id, :call_id, c.id, :call_sid, :account_sid, 'inbound', :caller, :called, d.settings,
         case d.decision when 'connect' then 'ringing' when 'callback' then 'completed'
           when 'dial' then 'in-progress' when 'voicemail' then 'in-progress' else 'refused' end,
         case d.decision when 'connect' then null when 'dial' then 'transferring'
           when 'voicemail' then 'unanswered' when 'callback' then 'unanswered' else d.decision end,
         case d.decision when 'connect' then :ticket end,
         now() + make_interval(secs => :ticket_seconds),
         case when d.decision in ('dial', 'voicemail', 'callback') then now() end,
         case when d.decision not in ('connect', 'dial', 'voicemail') then now() end
  from conversation c, decided d
),
handoff as (
  -- No call's own: whoever took the conversation over gives it back.
  insert into omni_handoffs as h (tenant_id, id, conversation_id)
  select c.tenant_id, :handoff_id, c.id from conversation c, decided d where d.decision in ('dial', 'voicemail', 'callback')
  on conflict (tenant_id, conversation_id) where status <> 'ended' do update set status = 'open'
  returning tenant_id, id, conversation_id
),
briefing as (
  insert into omni_briefings (tenant_id, id, conversation_id, source, occasion, way)
  select tenant_id, :briefing_id::uuid, conversation_id, id, 'handoff', 'note' from handoff
  union all
  select c.tenant_id, :callback_id::uuid, c.id, :call_id::uuid, 'callback', 'note'
  from conversation c, decided d where d.decision = 'callback'
  on conflict do nothing
)
select tenant_id, answer from event
union all
-- The number may have changed hands since: what was answered once is answered again.
select tenant_id, answer from omni_events
where provider = 'twilio' and key = :key and not exists (select from event)
