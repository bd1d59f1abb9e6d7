-- The conversation that had gone on in another gets back what went along, and is open again, unless its customer has begun
-- another one since.
with merge as (
  select m.*, c.contact_id
  from omni_merges m
  join omni_conversations c on c.tenant_id = m.tenant_id and c.id = m.closed_conversation
  where m.tenant_id = :tenant and m.id = :id
),
back as (
  update omni_messages t set conversation_id = m.closed_conversation, seq = p.seq
  from merge m, jsonb_to_recordset(m.moved_messages) as p (id uuid, seq bigint)
  where t.tenant_id = m.tenant_id and t.id = p.id and t.conversation_id = m.kept_conversation
  returning t.id, t.seq
),
open as (
  update omni_conversations c set
    message_count = c.message_count + (select count(*) from back),
    merged_into = null, merged_after = null,
    status = case when f.free then m.before ->> 'status' else c.status end,
    closed_reason = case when not f.free then coalesce(f.closed_reason, c.closed_reason) end,
    closed_at = case when not f.free then coalesce(f.closed_at, c.closed_at) end,
    owner = case when f.free then m.before ->> 'owner' else c.owner end,
    updated_at = case when f.free then (m.before ->> 'updated_at')::timestamptz else c.updated_at end
  from merge m, lateral (
    -- Whoever has begun another one has let this one end with the one in which it had gone on.
    select not exists (select from omni_conversations o
                       where o.tenant_id = m.tenant_id and o.contact_id = m.contact_id
                         and (o.status <> 'closed' or o.created_at > m.merged_at)) as free,
           k.closed_reason, k.closed_at
    from omni_conversations k
    where k.tenant_id = m.tenant_id and k.id = m.kept_conversation) f
  where c.tenant_id = m.tenant_id and c.id = m.closed_conversation
  returning c.tenant_id, c.id, c.owner, f.free
),
-- What was answered together is answered.
lane as (
  update omni_lanes l set
    answered_seq = greatest(l.answered_seq, case
      when k.answered_seq >= m.kept_after + jsonb_array_length(m.moved_messages)
      then (select max(seq) from back) else l.answered_seq end),
    ready_at = case when o.free and o.owner = 'agent'
      and coalesce(k.answered_seq, 0) < m.kept_after + jsonb_array_length(m.moved_messages) then now() end
  from merge m
  left join omni_lanes k on k.tenant_id = m.tenant_id and k.conversation_id = m.kept_conversation
  cross join open o
  where l.tenant_id = m.tenant_id and l.conversation_id = m.closed_conversation and exists (select from back)
),
kept as (
  select k.tenant_id, k.id, k.owner, k.last_seq, k.last_seq = m.kept_after + jsonb_array_length(m.moved_messages) as quiet
  from merge m
  join omni_conversations k on k.tenant_id = m.tenant_id and k.id = m.kept_conversation
),
-- Whoever waited for a human there does so again, though the other one's human may have given them back meanwhile.
handoff as (
  update omni_handoffs h set conversation_id = o.id, status = 'open', ended_at = null
  from merge m, open o
  where h.tenant_id = m.tenant_id and h.id = (m.before ->> 'handoff')::uuid and o.free and o.owner = 'human'
  returning h.reason, h.created_at
),
codes as (
  update omni_merge_suggestions s set conversation_id = m.closed_conversation
  from merge m
  where s.tenant_id = m.tenant_id and s.conversation_id = m.kept_conversation and s.status = 'pending'
    and s.code_hash is not null and m.before -> 'codes' @> jsonb_build_array(s.id)
),
-- And whoever has come to wait here since waits on.
waits_on as (
  insert into omni_handoffs (tenant_id, id, conversation_id, reason, created_at)
  select k.tenant_id, :handoff, k.id, h.reason, h.created_at
  from kept k, handoff h, merge m
  where k.owner = 'human' and not k.quiet and not exists (
    select from omni_handoffs o
    where o.tenant_id = k.tenant_id and o.conversation_id = k.id and o.status <> 'ended'
      and o.id <> (m.before ->> 'handoff')::uuid)
),
-- What is being answered in the other one has gone home: that answer has lost its right to be written, also where whoever makes
-- it takes the lane up in this very moment. And what waited there when the merge gave it to the other's human waits for the
-- agent again.
stopped as (
  update omni_lanes l set
    ready_at = case when l.lease_until is null and not (w.waits and l.answered_seq < k.last_seq) then l.ready_at else now() end,
    lease_until = null, fence = l.fence + 1
  from merge m, kept k, lateral (
    select k.quiet and k.owner = 'human' and m.before #>> '{kept,owner}' = 'agent' as waits) w
  where l.tenant_id = k.tenant_id and l.conversation_id = k.id
    and (exists (select from back) or w.waits and l.answered_seq < k.last_seq)
)
update omni_conversations c set
  message_count = c.message_count - (select count(*) from back),
  -- Nothing has happened since: it is as it was. Its places are not given away a second time.
  last_message = case when s.quiet then m.before #>> '{kept,last_message}' else c.last_message end,
  last_message_at = case when s.quiet then (m.before #>> '{kept,last_message_at}')::timestamptz else c.last_message_at end,
  current_channel = case when s.quiet then m.before #>> '{kept,current_channel}' else c.current_channel end,
  active_channels = case when s.quiet then m.before #> '{kept,active_channels}' else c.active_channels end,
  context = case when s.quiet then m.before #> '{kept,context}' else c.context end,
  owner = case when s.quiet then m.before #>> '{kept,owner}' else c.owner end,
  status = case when s.quiet and c.status <> 'closed' then m.before #>> '{kept,status}' else c.status end,
  updated_at = case when s.quiet then (m.before #>> '{kept,updated_at}')::timestamptz else c.updated_at end
from merge m, kept s
where c.tenant_id = m.tenant_id and c.id = m.kept_conversation
