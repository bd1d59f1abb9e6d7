-- A message that must not be sent, and why. Where the customer now waits for an answer that the agent may not give, a
-- human owns the conversation and its timeline says so. A call that is not made leaves the conversation where it was: the
-- switch to it says why, and so does the timeline. Where its lane may be given back the conversation is locked first, as by
-- everybody who answers in it.
with held as (
  select tenant_id, id, owner from omni_conversations
  where (:error_code = 'human_owns' or :for_human) and tenant_id = :tenant and id = :conversation and status <> 'closed'
  for no key update
),
outbox as (
  update omni_outbox
  set status = :status, lease_until = null, attempts = attempts - 1, error_code = :error_code, reason = :reason,
      updated_at = now()
  from (select count(*) from held) locked
  where tenant_id = :tenant and id = :id and fence = :fence and status in ('sending', 'unknown')
  returning tenant_id, id, conversation_id, message_id, channel, kind, payload, status, error_code, reason
),
message as (
  update omni_messages m set details = omni_delivery(m.details, o.id, o.status, o.error_code, o.reason)
  from outbox o
  where m.tenant_id = o.tenant_id and m.id = o.message_id
),
-- What it was to answer is unanswered again, unless the conversation has ended or something later was said: a human who
-- writes nothing and gives the conversation back leaves it to the agent.
lane as (
  update omni_lanes l
  set answered_seq = least(l.answered_seq, (o.payload ->> 'answered_before')::bigint),
      -- A worker that has claimed the lane takes these messages for answered: it loses the lane, which is claimed anew.
      ready_at = case when h.owner = 'agent' and not :for_human or l.lease_until is not null then now() else l.ready_at end,
      lease_until = null, fence = l.fence + case when l.lease_until is null then 0 else 1 end
  from outbox o
  join held h on h.tenant_id = o.tenant_id and h.id = o.conversation_id
  join omni_messages m on m.tenant_id = o.tenant_id and m.id = o.message_id and m.conversation_id = o.conversation_id
  where o.payload ->> 'answered_before' is not null and l.tenant_id = o.tenant_id and l.conversation_id = o.conversation_id
    -- The beginning of a long answer that has left already would come a second time.
    and not exists (
      select from jsonb_each(m.details #> '{delivery,parts}') p
      where p.key <> o.id::text and p.value ->> 'status' not in ('queued', 'suppressed'))
    and not exists (
      select from omni_messages k
      where k.tenant_id = m.tenant_id and k.conversation_id = m.conversation_id and k.seq > m.seq
        and (k.sender_role = 'human' or k.details ->> 'keyword' = 'stop'
             or k.sender_role = 'agent'
               and (coalesce(k.details #>> '{delivery,status}', 'sent') not in ('queued', 'suppressed')
                    -- The message that a human takes over leaves even while a human owns the conversation.
                    or exists (select from omni_outbox q
                               where q.tenant_id = k.tenant_id and q.message_id = k.id and q.payload -> 'hands_over' = 'true'))))
  returning l.tenant_id, l.conversation_id, l.answered_seq, o.message_id
),
-- What a later answer that may still leave answers is that one's, until it is refused as well.
others as (
  update omni_messages w
  set answered_in = case when w.answered_in is null then a.message_id end
  from lane l
  join omni_outbox a on a.tenant_id = l.tenant_id and a.conversation_id = l.conversation_id and a.kind = 'answer'
    and (a.is_open and a.message_id <> l.message_id or a.id = :id)
  where w.tenant_id = l.tenant_id and w.conversation_id = l.conversation_id and w.direction = 'inbound' and w.channel <> 'voice'
    and w.seq > l.answered_seq and w.seq > (a.payload ->> 'answered_before')::bigint
    and w.seq <= (a.payload ->> 'answered_to')::bigint
    and case when a.id = :id then w.answered_in = a.message_id else w.answered_in is null end
),
-- A code that never left is waited for by nobody, and does not count.
code as (
  update omni_merge_suggestions s set code_hash = null, code_salt = null,
    codes_sent_at = trim_array(s.codes_sent_at, least(cardinality(s.codes_sent_at), 1))
  from outbox o
  where o.kind = 'identity' and o.status = 'suppressed' and s.tenant_id = o.tenant_id and s.code_outbox = o.id
    and s.status = 'pending'
),
-- The switch that the call was to fulfil, by its place; switches are only ever added behind it.
switch as (
  select s.position::int - 1 as place, s.value ->> 'from' as came_from, coalesce(o.payload ->> 'tries', '0') = '0' as first
  from outbox o
  join omni_conversations c on c.tenant_id = o.tenant_id and c.id = o.conversation_id
  cross join jsonb_array_elements(c.channel_switches) with ordinality as s (value, position)
  where o.channel = 'voice' and s.value ->> 'to' = 'voice'
  order by s.position desc
  limit 1
),
conversation as (
  update omni_conversations c
  set owner = case when :for_human then 'human' else c.owner end,
      current_channel = case when c.current_channel = o.channel then coalesce(s.came_from, c.current_channel)
                             else c.current_channel end,
      channel_switches = case when s.first
        then jsonb_set(c.channel_switches, array[s.place::text, 'refused'], to_jsonb(coalesce(o.error_code, ''))) else c.channel_switches end,
      last_seq = c.last_seq + 1, message_count = c.message_count + 1, updated_at = now()
  from outbox o
  left join switch s on true
  where :note <> '' and c.tenant_id = o.tenant_id and c.id = o.conversation_id and (c.owner = 'agent' or not :for_human)
  returning c.tenant_id, c.id, c.last_seq
),
handoff as (
  insert into omni_handoffs as h (tenant_id, id, conversation_id, reason)
  select tenant_id, :handoff_id, id, :note from conversation where :for_human
  on conflict (tenant_id, conversation_id) where status <> 'ended' do update set status = 'open'
  returning tenant_id, id, conversation_id
),
briefing as (
  insert into omni_briefings (tenant_id, id, conversation_id, source, occasion, way)
  select tenant_id, :briefing_id, conversation_id, id, 'handoff', 'note' from handoff
  on conflict do nothing
)
insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
select c.tenant_id, :note_id, c.id, c.last_seq, o.channel, 'outbound', 'system', :note,
       jsonb_build_object('reason', o.error_code)
from conversation c, outbox o
