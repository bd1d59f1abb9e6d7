-- A call that we asked for was answered: claim the event, find the conversation by what asked for it, keep the call with its
-- ticket. A human who owns the conversation meanwhile, or its end, takes the call back.
with sent as (
  select o.tenant_id, o.id, o.conversation_id, o.message_id, o.ours, o.theirs, o.payload ->> 'opening' as opening,
         coalesce(s.settings, :default_settings::jsonb) as settings,
         case
           when c.status = 'closed' or c.owner = 'human' or o.status in ('suppressed', 'dead', 'replayed', 'discarded') then 'withdrawn'
           when s.settings #>> '{channels_config,voice,enabled}' = 'false' then 'withdrawn'
           else 'connect' end as decision
  from omni_outbox o
  join omni_conversations c on c.tenant_id = o.tenant_id and c.id = o.conversation_id
  left join omni_agent_configs s on s.tenant_id = o.tenant_id
  where o.id = nullif(:outbox, '')::uuid and o.channel = 'voice'
    and not exists (select from omni_phone_mappings n
                    where n.phone_number = o.ours and n.account_sid is not null and n.account_sid <> :account_sid)
),
event as (
  insert into omni_events as e (provider, key, tenant_id, answer)
  select 'twilio', :key, tenant_id, jsonb_build_object(
    'decision', decision, 'base_url', :base_url::text, 'ticket', :ticket::text, 'opening', opening,
    'settings', settings - '{system_prompt,tools,llm,opening_hours}'::text[])
  from sent
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning tenant_id, (xmax = 0) as first, answer
),
conversation as (
  update omni_conversations c set
    status = 'active',
    current_channel = 'voice',
    active_channels = case when c.active_channels @> '["voice"]' then c.active_channels
                           else c.active_channels || '["voice"]' end,
    updated_at = now()
  from sent s, event e
  where e.first and s.decision = 'connect' and c.tenant_id = s.tenant_id and c.id = s.conversation_id
),
call as (
  insert into omni_calls as k (tenant_id, id, conversation_id, call_sid, account_sid, direction, from_number, to_number,
                               settings, status, outcome, ticket, ticket_expires_at, outbox_id, opening)
  select s.tenant_id, :call_id, s.conversation_id, :call_sid, :account_sid, 'outbound', s.ours, s.theirs, s.settings,
         'ringing', nullif(s.decision, 'connect'), case s.decision when 'connect' then :ticket end,
         now() + make_interval(secs => :ticket_seconds), s.id, s.opening
  from sent s, event e
  where e.first
  on conflict (call_sid) do update set
    ticket = excluded.ticket, ticket_expires_at = excluded.ticket_expires_at, settings = excluded.settings,
    outcome = coalesce(excluded.outcome, k.outcome), last_turn_at = now()
),
outbox as (
  update omni_outbox o set status = 'delivered', provider_id = :call_sid, lease_until = null, error_code = null, reason = null, updated_at = now()
  from sent s, event e
  where e.first and o.tenant_id = s.tenant_id and o.id = s.id and s.decision = 'connect'
  returning o.tenant_id, o.id, o.message_id
),
message as (
  update omni_messages m set details = omni_delivery(m.details, o.id, 'delivered', null, null)
  from outbox o
  where m.tenant_id = o.tenant_id and m.id = o.message_id
)
select tenant_id, answer from event
union all
select tenant_id, answer from omni_events
where provider = 'twilio' and key = :key and not exists (select from event)
