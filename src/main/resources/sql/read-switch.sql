-- What a switch is decided from: one row a channel, in the order in which they are wished.
with asked as (
  select c.tenant_id, c.id, c.contact_id, jsonb_array_length(c.channel_switches) as switches, c.status, c.owner, c.current_channel, c.active_channels, c.language,
         coalesce(s.settings, :default_settings::jsonb) as settings
  from omni_conversations c
  left join omni_agent_configs s on s.tenant_id = c.tenant_id
  where c.tenant_id = :tenant and c.id = :conversation
),
-- It, and what was merged into it. How two of them follow upon each other only the time tells; what is shown has places.
chapters as (
  select a.tenant_id, p.id, p.place from asked a cross join lateral omni_chapters(a.tenant_id, a.id) p
),
wanted as (
  select channel, turn from unnest(:channels::text[]) with ordinality as w (channel, turn)
),
-- What the customer said last, anywhere.
said as (
  select m.conversation_id, m.seq, m.created_at, m.channel, m.details, p.place || (2 * m.seq) as place
  from chapters p
  cross join lateral (
    select m.conversation_id, m.seq, m.created_at, m.channel, m.details from omni_messages m
    where m.tenant_id = p.tenant_id and m.conversation_id = p.id and m.direction = 'inbound'
    order by m.seq desc
    limit 1) m
  order by m.created_at desc
  limit 1
),
-- Which of our numbers it was said to: a switch keeps the number where it has the channel.
called as (
  select case k.direction when 'inbound' then k.to_number else k.from_number end as number, k.created_at
  from chapters p
  cross join lateral (
    select * from omni_calls k
    where k.tenant_id = p.tenant_id and k.conversation_id = p.id
    order by k.created_at desc
    limit 1) k
  order by k.created_at desc
  limit 1
),
used as (
  select number from (
    select details ->> 'to' as number, created_at from said where channel <> 'voice'
    union all
    select number, created_at from called) latest
  order by created_at desc
  limit 1
),
-- What the agent answered before that: a greeting is no answer.
answer as (
  select m.words
  from said s
  cross join chapters p
  cross join lateral (
    select coalesce(m.transcript, m.content) as words, p.place || (2 * m.seq) as place
    from omni_messages m
    where m.tenant_id = p.tenant_id and m.conversation_id = p.id and p.place || (2 * m.seq) < s.place
      and m.sender_role = 'agent' and m.content <> ''
      and (m.channel <> 'voice' or exists (
        select from omni_turns t
        where t.tenant_id = m.tenant_id and t.call_id = m.call_id and t.reply_message_id = m.id))
    order by m.seq desc
    limit 1) m
  order by m.place desc
  limit 1
),
-- What of the call's last answer was lost with the line (not: cut short by the caller), and whether the customer has gone on.
lost as (
  select case when m.details ->> 'estimated' = 'true' then m.details ->> 'unheard' end as unheard,
         m.conversation_id, m.seq, m.created_at
  from asked a
  join omni_calls k on k.tenant_id = a.tenant_id and k.id = :call::uuid
  join omni_messages m on m.tenant_id = k.tenant_id and m.conversation_id = k.conversation_id
    and m.call_id = k.id and m.direction = 'outbound' and m.sender_role = 'agent'
  order by m.seq desc
  limit 1
),
went_on as (
  select exists (select from said s, lost l
                 where case when s.conversation_id = l.conversation_id then s.seq > l.seq else s.created_at > l.created_at end)
    or exists (select from omni_calls k, omni_calls later, chapters p
               where k.tenant_id = p.tenant_id and k.id = :call::uuid and later.tenant_id = p.tenant_id
                 and later.conversation_id = p.id and later.created_at > k.created_at
                 and later.direction = 'inbound' and later.status <> 'refused') as so
),
phoning as (
  select exists (
      select from chapters p join omni_calls k on k.tenant_id = p.tenant_id and k.conversation_id = p.id
      where k.ended_at is null and k.last_turn_at > now() - interval '10 minutes') as live,
    exists (
      select from chapters p join omni_outbox o on o.tenant_id = p.tenant_id and o.conversation_id = p.id
      where o.channel = 'voice' and o.is_open)
    -- Twilio has it, and has told nothing of it yet.
    or exists (
      select from chapters p join omni_outbox o on o.tenant_id = p.tenant_id and o.conversation_id = p.id
      where o.channel = 'voice' and o.status = 'sent' and o.updated_at > now() - interval '10 minutes'
        and not exists (select from omni_calls k where k.outbox_id = o.id)) as asked_for
)
select w.channel, a.switches, a.status, a.owner, a.current_channel, a.active_channels, a.language, a.settings,
       t.kind as their_kind, t.address as theirs, o.address as ours, h.details as heard,
       -- As it is asked again when the message leaves: a STOP holds at every address of the customer.
       exists (select from omni_contact_addresses d
               join omni_consents k on k.tenant_id = d.tenant_id and k.channel = w.channel and k.ours = o.address and k.theirs = d.address
               where d.tenant_id = a.tenant_id and d.contact_id = a.contact_id and k.opted_out) as opted_out,
       coalesce(b.direction = 'outbound' and b.details #>> '{delivery,error_code}' = any (:unreachable::text[]), false) as unreachable,
       p.live, p.asked_for,
       (select count(*) from omni_calls c
        where w.channel = 'voice' and c.tenant_id = a.tenant_id and c.status <> 'refused'
          and c.created_at >= date_trunc('day', now(), a.settings ->> 'time_zone')) as calls_today,
       -- As it is asked again when the message leaves.
       (select f.opened_at from omni_window_opened_at(a.tenant_id, a.contact_id, o.address) f
        where w.channel = 'whatsapp') as window_opened_at,
       s.created_at as said_at, s.channel as said_by, coalesce(r.words, '') as answer, coalesce(l.unheard, '') as unheard, g.so as went_on,
       exists (select from omni_switch_wishes q
        where q.tenant_id = a.tenant_id and q.conversation_id = a.id and q.status = 'waiting' and q.channels[1] = w.channel
          and q.wished_by in ('customer', 'agent')) as wished,
       exists (select from omni_merge_suggestions g
        where g.tenant_id = a.tenant_id and g.conversation_id = a.id and g.status = 'pending' and g.code_hash is not null
          and g.code_expires_at > now()
          and g.kind = case w.channel when 'email' then 'email' else 'phone' end) as code_awaited,
       now() as database_now
from asked a
cross join wanted w
cross join phoning p
cross join went_on g
left join said s on true
left join answer r on true
left join lost l on true
left join lateral (
  select m.details
  from chapters p
  cross join lateral (
    select m.details, m.created_at from omni_messages m
    where m.tenant_id = p.tenant_id and m.conversation_id = p.id and m.channel = w.channel and m.direction = 'inbound'
    order by m.seq desc
    limit 1) m
  order by m.created_at desc
  limit 1
) h on true
left join lateral (
  select m.direction, m.details
  from chapters p
  cross join lateral (
    select m.direction, m.details, m.created_at from omni_messages m
    where m.tenant_id = p.tenant_id and m.conversation_id = p.id and m.channel = w.channel and m.sender_role <> 'system'
    order by m.seq desc
    limit 1) m
  order by m.created_at desc
  limit 1
) b on true
left join lateral (
  select d.kind, d.address from omni_contact_addresses d
  where d.tenant_id = a.tenant_id and d.contact_id = a.contact_id
    and case w.channel
      when 'voice' then d.kind = 'phone' and d.address ~ '^[+][1-9][0-9]{6,14}$'
      when 'sms' then d.kind = 'phone' and d.address ~ '^([+][1-9][0-9]{3,14}|[0-9]{3,8})$'
      when 'whatsapp' then d.kind = 'whatsapp' or (d.kind = 'phone' and d.address ~ '^[+][1-9][0-9]{3,14}$')
      else d.kind = 'email' and d.address like '_%@_%' end
  order by coalesce(d.address = h.details ->> 'from', false) desc, coalesce(d.address = s.details ->> 'from', false) desc,
    d.kind, d.created_at, d.id
  limit 1
) t on true
left join lateral (
  select address from (
    select n.phone_number as address, n.created_at, n.id from omni_phone_mappings n
    where n.tenant_id = a.tenant_id and w.channel = any (n.channels)
    union all
    select lower(a.settings #>> '{channels_config,email,from}'), null, null
    where w.channel = 'email' and a.settings #>> '{channels_config,email,from}' <> '') n
  order by coalesce(n.address = (select number from used), false) desc, n.created_at, n.id
  limit 1
) o on true
order by w.turn
