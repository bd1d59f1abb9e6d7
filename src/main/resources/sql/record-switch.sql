-- The conversation goes on by another channel: the wish is fulfilled, the timeline says so, and the first message or the
-- call is in the outbox. What may have changed since the decision is looked at again under the conversation's lock; a
-- wish that was fulfilled before changes nothing.
with held as (
  select c.tenant_id, c.id, c.current_channel, case
      -- Somebody else was quicker: it is decided again.
      when jsonb_array_length(c.channel_switches) <> :seen_switches then 'changed'
      when c.status = 'closed' then 'conversation_closed'
      when c.owner = 'human' and (:by <> 'operator' or :channel = 'voice') then 'human_owner'
    end as refusal
  from omni_conversations c
  where c.tenant_id = :tenant and c.id = :conversation
  for no key update
),
wish as (
  insert into omni_switch_wishes as w (tenant_id, id, conversation_id, channels, wished_by, reason, carry, call_id, tries,
                                       status, code)
  select h.tenant_id, :wish, h.id, :channels::text[], :by, :reason, :carry, :call::uuid, :tries,
         case when h.refusal is null then 'done' else 'refused' end, h.refusal
  from held h
  where h.refusal is distinct from 'changed'
  on conflict (tenant_id, id) do update set
    status = excluded.status, code = excluded.code, lease_until = null, updated_at = now()
    where w.status = 'waiting' and w.fence = :fence
  returning w.tenant_id, w.conversation_id, w.status
),
earlier_wish as (
  -- Who wishes again wishes what they wished last.
  update omni_switch_wishes o set status = 'refused', code = 'superseded', updated_at = now()
  from wish w
  where :by in ('customer', 'agent') and o.tenant_id = w.tenant_id and o.conversation_id = w.conversation_id
    and o.status = 'waiting' and o.wished_by in ('customer', 'agent') and o.id < :wish
),
conversation as (
  update omni_conversations c set
    status = 'active',
    current_channel = :channel,
    active_channels = case when c.active_channels @> jsonb_build_array(:channel::text) then c.active_channels
                           else c.active_channels || jsonb_build_array(:channel::text) end,
    channel_switches = case when :tries > 0 then c.channel_switches
                            else c.channel_switches || jsonb_build_object('from', c.current_channel, 'to', :channel::text,
                              'reason', :reason::text, 'by', :by::text, 'at', now()) end,
    context = c.context - 'wished_channel',
    last_seq = c.last_seq + case :content when '' then 1 else 2 end,
    message_count = c.message_count + case :content when '' then 1 else 2 end,
    last_message = case :content when '' then c.last_message else left(:content, 500) end,
    last_message_at = case :content when '' then c.last_message_at else now() end,
    updated_at = now()
  from wish w
  where w.status = 'done' and c.tenant_id = w.tenant_id and c.id = w.conversation_id
  returning c.tenant_id, c.id, c.last_seq, c.active_channels
),
parts as (
  select p.position, p.id, case :channel
    when 'email' then p.payload || jsonb_build_object(
      'subject', coalesce(nullif(:heard::jsonb ->> 'subject', ''), p.payload ->> 'subject'),
      'in_reply_to', coalesce(:heard::jsonb ->> 'message_id', ''),
      'references', coalesce(:heard::jsonb ->> 'references', ''),
      'to_name', coalesce(:heard::jsonb ->> 'name', ''))
    else p.payload || jsonb_build_object('to_kind', :their_kind::text) end as payload
  from jsonb_to_recordset(:parts::jsonb) as p (position int, id uuid, payload jsonb)
),
entries as (
  select c.tenant_id, :note_id::uuid as id, c.id as conversation_id, c.last_seq - case :content when '' then 0 else 1 end as seq,
         'system' as role, :note::text as content,
         jsonb_build_object('type', 'channel_switch', 'from', h.current_channel, 'to', :channel::text,
           'reason', :reason::text, 'by', :by::text) as details
  from conversation c, held h
  union all
  select c.tenant_id, :message::uuid, c.id, c.last_seq, 'agent', :content, :details::jsonb
  from conversation c
  where :content <> ''
),
message as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select tenant_id, id, conversation_id, seq, :channel, 'outbound', role, content,
    case when role = 'agent' or :channel = 'voice' then details || coalesce((select jsonb_build_object('delivery',
      jsonb_build_object('status', 'queued', 'parts', jsonb_object_agg(p.id, '{"status": "queued"}'::jsonb)))
      from parts p having count(*) > 0), '{}') else details end
  from entries
),
outbox as (
  insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs, payload, expires_at)
  select c.tenant_id, p.id, c.id, case :content when '' then :note_id::uuid else :message::uuid end, :channel, :kind,
         :ours, :theirs, p.payload, now() + make_interval(secs => :valid_seconds)
  from conversation c, parts p
  order by p.position
)
select coalesce(w.status, earlier.status, 'refused') as status,
       -- Not written, though nothing speaks against it: somebody else has the wish by now.
       coalesce(w.code, h.refusal, earlier.code, case when w.status is null then 'changed' end) as code,
       coalesce(c.active_channels, now_active.active_channels) as active_channels
from held h
left join (select status, (select refusal from held) as code from wish) w on true
left join conversation c on true
left join omni_switch_wishes earlier on earlier.tenant_id = h.tenant_id and earlier.id = :wish
left join omni_conversations now_active on now_active.tenant_id = h.tenant_id and now_active.id = h.id
