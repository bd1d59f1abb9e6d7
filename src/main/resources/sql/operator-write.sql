-- An operator writes in a conversation: one message and what is to be sent of it, or the reason why not and then nothing.
-- We write from where the customer wrote to last on the channel, and to where they wrote from, be it in a conversation that
-- was merged into this one: how two of them follow upon each other only the time tells.
with chapters as (
  select id from omni_chapters(:tenant, :conversation)
),
spoken as (
  select conversation_id from omni_calls
  where tenant_id = :tenant and conversation_id = :conversation and omni_is_spoken(ended_at, last_turn_at)
),
-- After a call we write where the customer wrote to last.
written as (
  select m.channel, m.details
  from chapters p
  cross join lateral (
    select m.channel, m.details, m.created_at from omni_messages m
    where m.tenant_id = :tenant and m.conversation_id = p.id and m.direction = 'inbound' and m.channel <> 'voice'
    order by m.seq desc
    limit 1) m
  order by m.created_at desc
  limit 1
),
asked as (
  select c.tenant_id, c.id, c.contact_id, c.status, coalesce(:channel::text,
           case when c.current_channel = 'voice' and c.id not in (select conversation_id from spoken)
             then (select channel from written) end,
           c.current_channel) as channel,
         coalesce(s.settings, :default_settings::jsonb) as settings
  from omni_conversations c
  left join omni_agent_configs s on s.tenant_id = c.tenant_id
  where c.tenant_id = :tenant and c.id = :conversation
),
heard as (
  select m.details
  from asked a
  cross join chapters p
  cross join lateral (
    select m.details, m.created_at from omni_messages m
    where m.tenant_id = a.tenant_id and m.conversation_id = p.id and m.channel = a.channel and m.direction = 'inbound'
    order by m.seq desc
    limit 1) m
  order by m.created_at desc
  limit 1
),
theirs as (
  select d.kind, d.address
  from asked a
  join omni_contact_addresses d on d.tenant_id = a.tenant_id and d.contact_id = a.contact_id
  left join heard h on true
  left join written w on true
  where case a.channel
    when 'sms' then d.kind = 'phone' and d.address ~ '^([+][1-9][0-9]{3,14}|[0-9]{3,8})$'
    when 'whatsapp' then d.kind = 'whatsapp' or (d.kind = 'phone' and d.address ~ '^[+][1-9][0-9]{3,14}$')
    when 'email' then d.kind = 'email' and d.address like '_%@_%'
    else false end
  order by coalesce(d.address = h.details ->> 'from', false) desc, coalesce(d.address = w.details ->> 'from', false) desc,
    d.kind, d.created_at, d.id
  limit 1
),
numbers as (
  select n.phone_number as address
  from asked a
  join omni_phone_mappings n on n.tenant_id = a.tenant_id and a.channel = any (n.channels)
  left join heard h on true
  order by coalesce(n.phone_number = h.details ->> 'to', false) desc, n.created_at, n.id
  limit 1
),
ours as (
  select address from numbers
  union all
  select lower(settings #>> '{channels_config,email,from}') from asked
  where channel = 'email' and settings #>> '{channels_config,email,from}' <> ''
),
-- What would keep it from leaving: the same is asked again when it leaves.
against as (
  select
    exists (select from omni_contact_addresses d
      join omni_consents k on k.tenant_id = d.tenant_id and k.channel = a.channel and k.ours = o.address and k.theirs = d.address
      where d.tenant_id = a.tenant_id and d.contact_id = a.contact_id and k.opted_out) as opted_out,
    a.settings #>> '{limits,operator_messages_per_day}' is not null
      and (a.settings #>> '{limits,operator_messages_per_day}')::int
        < jsonb_array_length(:rows::jsonb -> a.channel) + (
          select count(*) from omni_outbox q
          where q.tenant_id = a.tenant_id and q.kind = 'operator' and q.channel <> 'voice'
            and q.status not in ('suppressed', 'dead', 'replayed', 'discarded')
            and q.created_at >= date_trunc('day', now(), a.settings ->> 'time_zone')) as over_budget,
    -- Without a template it goes by text or by mail, where both sides can.
    a.channel = 'whatsapp' and a.settings #>> '{channels_config,whatsapp,template}' is null
      and not exists (
        select from omni_window_opened_at(a.tenant_id, a.contact_id, o.address) w
        where w.opened_at > now() - interval '24 hours')
      and not (a.settings #>> '{channels_config,sms,enabled}' is distinct from 'false' and exists (
        select from omni_phone_mappings n
        join omni_contact_addresses d on d.tenant_id = n.tenant_id and d.contact_id = a.contact_id and d.kind = 'phone'
        where n.tenant_id = a.tenant_id and 'sms' = any (n.channels) and not exists (
          select from omni_consents k
          where k.tenant_id = n.tenant_id and k.channel = 'sms' and k.ours = n.phone_number and k.theirs = d.address
            and k.opted_out)))
      and not (a.settings #>> '{channels_config,email,enabled}' is distinct from 'false'
        and a.settings #>> '{channels_config,email,from}' <> ''
        and exists (
          select from omni_contact_addresses d
          where d.tenant_id = a.tenant_id and d.contact_id = a.contact_id and d.kind = 'email' and d.address like '_%@_%')
        and not exists (
          select from omni_contact_addresses d
          join omni_consents k on k.tenant_id = d.tenant_id and k.channel = 'email'
            and k.ours = lower(a.settings #>> '{channels_config,email,from}') and k.theirs = d.address
          where d.tenant_id = a.tenant_id and d.contact_id = a.contact_id and k.opted_out)) as window_closed
  from asked a left join ours o on true
),
decided as (
  select a.tenant_id, a.id, a.channel, t.kind, t.address as theirs, o.address as ours, h.details as heard,
    case
      when a.status = 'closed' then 'conversation_closed'
      when a.channel = 'voice' then 'channel_required'
      when :rows::jsonb -> a.channel is null then 'no_media'
      when a.settings #>> array['channels_config', a.channel, 'enabled'] = 'false' then 'channel_off'
      when t.address is null then 'no_address'
      when o.address is null then 'no_sender'
      when g.opted_out then 'opted_out'
      when g.window_closed then 'window_closed'
      when g.over_budget then 'over_budget'
    end as refusal
  from asked a cross join against g left join theirs t on true left join ours o on true left join heard h on true
),
conversation as (
  update omni_conversations c set
    status = 'active',
    current_channel = d.channel,
    active_channels = case when c.active_channels @> jsonb_build_array(d.channel) then c.active_channels
                           else c.active_channels || jsonb_build_array(d.channel) end,
    channel_switches = case when c.current_channel = d.channel then c.channel_switches
                            else c.channel_switches || jsonb_build_object('from', c.current_channel, 'to', d.channel,
                              'reason', 'operator_wrote', 'by', 'operator', 'at', now()) end,
    last_seq = c.last_seq + 1,
    message_count = c.message_count + 1,
    last_message = left(:content, 500),
    last_message_at = now(),
    updated_at = now()
  from decided d
  where c.tenant_id = d.tenant_id and c.id = d.id and d.refusal is null and c.status <> 'closed'
  returning c.tenant_id, c.id, c.last_seq, c.status, c.owner, c.active_channels
),
parts as (
  select p.position, p.id, case d.channel
    when 'email' then p.payload || jsonb_build_object(
      'subject', coalesce(nullif(d.heard ->> 'subject', ''), p.payload ->> 'subject'),
      'in_reply_to', coalesce(d.heard ->> 'message_id', ''),
      'references', coalesce(d.heard ->> 'references', ''),
      'to_name', coalesce(d.heard ->> 'name', ''))
    else p.payload || jsonb_build_object('to_kind', d.kind) end as payload
  from decided d,
    jsonb_to_recordset(:rows::jsonb -> d.channel) as p (position int, id uuid, payload jsonb)
),
message as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select c.tenant_id, :message, c.id, c.last_seq, d.channel, 'outbound', 'human', :content,
    (:details::jsonb -> d.channel) || jsonb_build_object('delivery', jsonb_build_object(
      'status', 'queued',
      'parts', (select jsonb_object_agg(p.id, '{"status": "queued"}'::jsonb) from parts p)))
  from conversation c, decided d
  returning tenant_id, id, conversation_id
),
outbox as (
  insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs, payload, expires_at)
  select m.tenant_id, p.id, m.conversation_id, m.id, d.channel, 'operator', d.ours, d.theirs, p.payload,
         now() + make_interval(secs => :valid_seconds)
  from message m, decided d, parts p
  order by p.position
)
select d.id, coalesce(d.refusal, case when c.id is null then 'conversation_closed' end) as refusal, d.channel,
       c.last_seq as seq, c.status, c.owner, c.active_channels, false as opened
from decided d left join conversation c on true
