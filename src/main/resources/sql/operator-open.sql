-- An operator writes to a customer, known or not: in their open conversation, or in a new one. One message and what is to
-- be sent of it, or the reason why not and then nothing.
with tenant as (
  select t.tenant_id, coalesce(s.settings, :default_settings::jsonb) as settings
  from omni_tenants t
  left join omni_agent_configs s on s.tenant_id = t.tenant_id
  where t.tenant_id = :tenant
),
latest as (
  select c.tenant_id, c.id
  from omni_contact_addresses d
  join omni_conversations c on c.tenant_id = d.tenant_id and c.contact_id = d.contact_id
  where d.tenant_id = :tenant and d.kind = :kind and d.address = :address and c.merged_into is null
  order by c.id desc
  limit 1
),
-- In that or in one that was merged into it: how two of them follow upon each other only the time tells.
heard as (
  select m.details
  from latest l
  cross join lateral omni_chapters(l.tenant_id, l.id) p
  cross join lateral (
    select m.details, m.created_at from omni_messages m
    where m.tenant_id = l.tenant_id and m.conversation_id = p.id and m.channel = :channel and m.direction = 'inbound'
    order by m.seq desc
    limit 1) m
  order by m.created_at desc
  limit 1
),
numbers as (
  select n.phone_number as address
  from tenant t
  join omni_phone_mappings n on n.tenant_id = t.tenant_id and :channel = any (n.channels)
  left join heard h on true
  order by coalesce(n.phone_number = h.details ->> 'to', false) desc, n.created_at, n.id
  limit 1
),
ours as (
  select address from numbers
  union all
  select lower(settings #>> '{channels_config,email,from}') from tenant
  where :channel = 'email' and settings #>> '{channels_config,email,from}' <> ''
),
-- How we begin: at night nobody is written to who has not just written or called. What is open already goes on at any hour,
-- as it does for who writes in it by its id.
disturbed as (
  select coalesce(case when n.since < n.until then n.local >= n.since and n.local < n.until
                       else n.local >= n.since or n.local < n.until end, false)
    and not exists (
      select from latest l
      cross join lateral omni_chapters(l.tenant_id, l.id) p
      cross join lateral (
        select m.created_at from omni_messages m
        where m.tenant_id = l.tenant_id and m.conversation_id = p.id and m.direction = 'inbound'
        order by m.seq desc
        limit 1) m
      where m.created_at > now() - make_interval(secs => :present_seconds))
    and not exists (
      select from omni_contact_addresses d
      join omni_conversations c on c.tenant_id = d.tenant_id and c.contact_id = d.contact_id
      where d.tenant_id = :tenant and d.kind = :kind and d.address = :address and c.status <> 'closed') as so
  from tenant t
  cross join lateral (
    select (t.settings #>> '{quiet_hours,0}')::time as since, (t.settings #>> '{quiet_hours,1}')::time as until,
           (now() at time zone coalesce(t.settings ->> 'time_zone', 'Europe/Paris'))::time as local) n
),
-- What would keep it from leaving: the same is asked again when it leaves.
against as (
  select
    exists (select from omni_consents k
      where k.tenant_id = a.tenant_id and k.channel = :channel and k.ours = o.address and k.opted_out
        and (k.theirs = :address or k.theirs in (
          select d.address from omni_contact_addresses d
          where d.tenant_id = a.tenant_id and d.contact_id = c.contact_id))) as opted_out,
    a.settings #>> '{limits,operator_messages_per_day}' is not null
      and (a.settings #>> '{limits,operator_messages_per_day}')::int
        < jsonb_array_length(:rows::jsonb -> :channel::text) + (
          select count(*) from omni_outbox q
          where q.tenant_id = a.tenant_id and q.kind = 'operator' and q.channel <> 'voice'
            and q.status not in ('suppressed', 'dead', 'replayed', 'discarded')
            and q.created_at >= date_trunc('day', now(), a.settings ->> 'time_zone')) as over_budget,
    -- Without a template it goes by text, where both sides can.
    :channel = 'whatsapp' and a.settings #>> '{channels_config,whatsapp,template}' is null
      and not exists (
        select from omni_window_opened_at(a.tenant_id, c.contact_id, o.address) w
        where w.opened_at > now() - interval '24 hours')
      and not (a.settings #>> '{channels_config,sms,enabled}' is distinct from 'false' and exists (
        select from omni_phone_mappings n
        where n.tenant_id = a.tenant_id and 'sms' = any (n.channels) and not exists (
          select from omni_consents k
          where k.tenant_id = n.tenant_id and k.channel = 'sms' and k.ours = n.phone_number and k.theirs = :address
            and k.opted_out))) as window_closed
  from tenant a left join ours o on true
  left join omni_contact_addresses c on c.tenant_id = a.tenant_id and c.kind = :kind and c.address = :address
),
decided as (
  select t.tenant_id, o.address as ours, h.details as heard,
    case
      when t.settings #>> array['channels_config', :channel, 'enabled'] = 'false' then 'channel_off'
      when o.address is null then 'no_sender'
      when g.opted_out then 'opted_out'
      when q.so then 'quiet_hours'
      when g.window_closed then 'window_closed'
      when g.over_budget then 'over_budget'
    end as refusal
  from tenant t cross join against g cross join disturbed q left join ours o on true left join heard h on true
),
address as (
  insert into omni_contact_addresses as a (tenant_id, id, kind, address, contact_id)
  select tenant_id, :address_id, :kind, :address, :contact_id from decided where refusal is null
  on conflict (tenant_id, kind, address) do update set contact_id = a.contact_id
  returning tenant_id, contact_id
),
other_address as (
  insert into omni_contact_addresses (tenant_id, id, kind, address, contact_id)
  select tenant_id, :other_address_id, :other_kind, :other_address, contact_id from address where :other_address <> ''
  on conflict do nothing
),
contact as (
  insert into omni_contacts as k (tenant_id, id, name)
  select tenant_id, contact_id, nullif(:name, '') from address
  on conflict (tenant_id, id) do update set name = excluded.name where k.name is null and excluded.name is not null
),
conversation as (
  insert into omni_conversations as c (tenant_id, id, contact_id, current_channel, active_channels,
                                       last_seq, message_count, last_message, last_message_at)
  select tenant_id, :conversation, contact_id, :channel, jsonb_build_array(:channel), 1, 1, left(:content, 500), now()
  from address
  on conflict (tenant_id, contact_id) where status <> 'closed' do update set
    status = 'active',
    current_channel = excluded.current_channel,
    active_channels = case when c.active_channels @> excluded.active_channels then c.active_channels
                           else c.active_channels || excluded.active_channels end,
    channel_switches = case when c.current_channel = excluded.current_channel then c.channel_switches
                            else c.channel_switches || jsonb_build_object('from', c.current_channel,
                              'to', excluded.current_channel, 'reason', 'operator_wrote', 'by', 'operator', 'at', now()) end,
    last_seq = c.last_seq + 1,
    message_count = c.message_count + 1,
    last_message = excluded.last_message,
    last_message_at = now(),
    updated_at = now()
  returning c.tenant_id, c.id, c.last_seq, c.status, c.owner, c.active_channels, (xmax = 0) as opened
),
parts as (
  select p.position, p.id, case :channel
    when 'email' then p.payload || jsonb_build_object(
      'subject', coalesce(nullif(d.heard ->> 'subject', ''), p.payload ->> 'subject'),
      'in_reply_to', coalesce(d.heard ->> 'message_id', ''),
      'references', coalesce(d.heard ->> 'references', ''),
      'to_name', coalesce(nullif(:name, ''), d.heard ->> 'name', ''))
    else p.payload || jsonb_build_object('to_kind', :kind) end as payload
  from decided d,
    jsonb_to_recordset(:rows::jsonb -> :channel::text) as p (position int, id uuid, payload jsonb)
),
message as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select tenant_id, :message, id, last_seq, :channel, 'outbound', 'human', :content,
    (:details::jsonb -> :channel::text) || jsonb_build_object('delivery', jsonb_build_object(
      'status', 'queued',
      'parts', (select jsonb_object_agg(p.id, '{"status": "queued"}'::jsonb) from parts p)))
  from conversation
  returning tenant_id, id, conversation_id
),
outbox as (
  insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs, payload, expires_at)
  select m.tenant_id, p.id, m.conversation_id, m.id, :channel, 'operator', d.ours, :address, p.payload,
         now() + make_interval(secs => :valid_seconds)
  from message m, decided d, parts p
  order by p.position
)
select c.id, d.refusal, :channel::text as channel, c.last_seq as seq, c.status, c.owner, c.active_channels, c.opened
from decided d left join conversation c on true
