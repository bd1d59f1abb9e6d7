-- WhatsApp's window is closed and the tenant has no template: the message goes by text or by mail where the switch is allowed,
-- and to a human where it is not. It stays the message that it was, in its own place, so the switch is recorded here; the
-- first part of a message that is moved writes into the timeline which, and why. A mail has the whole words: the parts that
-- come after it are in it.
with mailed as (
  select o.id from omni_outbox o
  where o.tenant_id = :tenant and o.message_id = :message and o.channel = 'email'
  limit 1
),
-- The customer's latest mail, for the thread.
heard as (
  select m.details
  from omni_chapters(:tenant, :conversation) p
  cross join lateral (
    select m.details, m.created_at from omni_messages m
    where m.tenant_id = :tenant and m.conversation_id = p.id and m.channel = 'email' and m.direction = 'inbound'
    order by m.seq desc
    limit 1) m
  where :by = 'email'
  order by m.created_at desc
  limit 1
),
way as (
  (select 'sms' as channel, a.address as theirs, n.phone_number as ours, null::jsonb as heard
   from omni_conversations c
   join omni_contact_addresses a on a.tenant_id = c.tenant_id and a.contact_id = c.contact_id and a.kind = 'phone'
   join omni_phone_mappings n on n.tenant_id = c.tenant_id and 'sms' = any (n.channels)
   where :by = 'sms' and c.tenant_id = :tenant and c.id = :conversation and not exists (select from mailed)
     and not exists (
       select from omni_consents k
       where k.tenant_id = c.tenant_id and k.channel = 'sms' and k.ours = n.phone_number and k.theirs = a.address and k.opted_out)
   order by a.address = :theirs desc, n.phone_number = :ours desc, n.created_at, n.id
   limit 1)
  union all
  (select 'email', a.address, f.address, h.details
   from omni_conversations c
   left join omni_agent_configs s on s.tenant_id = c.tenant_id
   cross join lateral (
     select lower(coalesce(s.settings, :default_settings::jsonb) #>> '{channels_config,email,from}') as address) f
   join omni_contact_addresses a on a.tenant_id = c.tenant_id and a.contact_id = c.contact_id and a.kind = 'email'
   left join heard h on true
   where :by = 'email' and c.tenant_id = :tenant and c.id = :conversation and not exists (select from mailed)
     and f.address <> '' and a.address like '_%@_%'
     and not exists (
       select from omni_contact_addresses d
       join omni_consents k on k.tenant_id = d.tenant_id and k.channel = 'email' and k.ours = f.address and k.theirs = d.address
       where d.tenant_id = c.tenant_id and d.contact_id = c.contact_id and k.opted_out)
   order by coalesce(a.address = h.details ->> 'from', false) desc, a.created_at, a.id
   limit 1)
),
moved as (
  update omni_outbox o set status = 'suppressed', error_code = 'window_closed', lease_until = null, updated_at = now(),
    attempts = o.attempts - 1,
    reason = case
      when exists (select from mailed) then 'in the mail that was sent instead'
      else coalesce((select case channel when 'sms' then 'sent by text instead' else 'sent by mail instead' end from way),
                    'left to a human') end
  where o.tenant_id = :tenant and o.id = :id and o.fence = :fence and o.status = 'sending'
  returning o.tenant_id, o.id, o.position, o.conversation_id, o.message_id, o.kind, o.payload, o.expires_at, o.error_code, o.reason
),
instead as (
  -- In its own place among what the customer is still to get.
  insert into omni_outbox (tenant_id, id, position, conversation_id, message_id, channel, kind, ours, theirs, payload,
                           expires_at)
  overriding system value
  select o.tenant_id, :new_id, o.position, o.conversation_id, o.message_id, w.channel, o.kind, w.ours, w.theirs,
         case w.channel when 'sms' then o.payload || '{"to_kind": "phone"}'
           else o.payload - '{body,part,to_kind,media,sent_as,window_closed_at}'::text[] || jsonb_build_object(
             'text', m.content,
             'subject', coalesce(nullif(w.heard ->> 'subject', ''), :subject::text),
             'in_reply_to', coalesce(w.heard ->> 'message_id', ''),
             'references', coalesce(w.heard ->> 'references', ''),
             'to_name', coalesce(w.heard ->> 'name', '')) end,
         o.expires_at
  from moved o
  join omni_messages m on m.tenant_id = o.tenant_id and m.id = o.message_id
  cross join way w
  returning id
),
message as (
  update omni_messages t
  set details = case
    when exists (select from way)
      then omni_delivery(t.details #- array['delivery', 'parts', o.id::text], :new_id, 'queued', o.error_code, o.reason)
    -- As far as the mail is.
    when exists (select from mailed)
      then (select omni_delivery(t.details #- array['delivery', 'parts', o.id::text], e.id, e.part ->> 'status',
                                 e.part ->> 'error_code', e.part ->> 'reason')
            from (select id, t.details #> array['delivery', 'parts', id::text] as part from mailed) e)
    else omni_delivery(t.details, o.id, 'suppressed', o.error_code, o.reason) end
  -- It stays a WhatsApp message; by what it went is beside it, with what all of its texts cost. One in UCS-2 says so of all.
  || coalesce((select jsonb_build_object('sent_by', channel, 'reason', o.error_code) || case channel when 'sms'
      then jsonb_build_object(
        'segments', coalesce((t.details ->> 'segments')::int, 0) + (:cost::jsonb ->> 'segments')::int,
        'encoding', greatest(t.details ->> 'encoding', :cost::jsonb ->> 'encoding'))
      else '{}' end from way), '{}')
  from moved o
  where t.tenant_id = o.tenant_id and t.id = o.message_id
),
held as (
  -- The customer may have gone on elsewhere since it was written.
  select c.tenant_id, c.id, c.current_channel, w.channel as way, coalesce(c.current_channel <> w.channel, false) as switched
  from moved m
  join omni_conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
  left join way w on true
  where not exists (
    select from omni_outbox o
    where o.tenant_id = m.tenant_id and o.message_id = m.message_id and o.id <> m.id and o.error_code = 'window_closed')
  for no key update of c
),
conversation as (
  update omni_conversations c set
    last_seq = c.last_seq + 1,
    message_count = c.message_count + 1,
    current_channel = case when h.switched then h.way else c.current_channel end,
    channel_switches = case when h.switched then c.channel_switches || jsonb_build_object(
      'from', h.current_channel, 'to', h.way, 'reason', 'window_closed', 'by', 'rule', 'at', now()) else c.channel_switches end,
    active_channels = case when h.way is null or c.active_channels @> jsonb_build_array(h.way) then c.active_channels
      else c.active_channels || jsonb_build_array(h.way) end,
    owner = case when h.way is null then 'human' else c.owner end,
    updated_at = now()
  from held h
  where c.tenant_id = h.tenant_id and c.id = h.id
  returning c.tenant_id, c.id, c.last_seq, h.switched, h.way, h.current_channel as was
),
handoff as (
  insert into omni_handoffs as h (tenant_id, id, conversation_id, reason)
  select tenant_id, :handoff_id, id, :human_note from conversation where way is null
  on conflict (tenant_id, conversation_id) where status <> 'ended' do update set status = 'open'
  returning tenant_id, id, conversation_id
),
briefing as (
  insert into omni_briefings (tenant_id, id, conversation_id, source, occasion, way)
  select tenant_id, :briefing_id, conversation_id, id, 'handoff', 'note' from handoff
  on conflict do nothing
)
insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
select tenant_id, :note_id, id, last_seq, 'whatsapp', 'outbound', 'system',
       case when way is null then :human_note else :note end,
       jsonb_build_object('reason', 'window_closed') || case when switched
         then jsonb_build_object('type', 'channel_switch', 'from', was, 'to', way, 'by', 'rule') else '{}' end
from conversation
