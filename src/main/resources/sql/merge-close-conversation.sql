-- One customer's conversation goes on in another. Its messages stay where they are, but for the end of it that still waits
-- for an answer: that goes along, so that it is answered there. Tells what went along, with the place it had.
with lane as (
  select * from omni_lanes where tenant_id = :tenant and conversation_id = :closed for update
),
kept_lane as (
  select * from omni_lanes where tenant_id = :tenant and conversation_id = :kept for update
),
waiting as (
  select min(m.seq) as seq
  from omni_messages m
  where m.tenant_id = :tenant and m.conversation_id = :closed
    and m.seq > coalesce((select answered_seq from lane), 0)
    and m.direction = 'inbound' and m.channel <> 'voice'
    and m.details ->> 'automatic' is null and m.details ->> 'keyword_answered' is null
    and exists (select from lane)
),
moved as (
  update omni_messages m
  set conversation_id = :kept, seq = n.last_seq + n.number
  from (
    select m.id, m.seq, k.last_seq, row_number() over (order by m.seq) as number
    from omni_messages m, omni_conversations k, waiting w
    where m.tenant_id = :tenant and m.conversation_id = :closed and m.seq >= w.seq
      and k.tenant_id = :tenant and k.id = :kept
  ) n
  where m.tenant_id = :tenant and m.id = n.id
  returning m.id, n.seq
),
ended as (
  update omni_conversations c set
    status = 'closed', closed_reason = 'transferred', closed_at = now(), merged_into = :kept, merged_after = k.last_seq,
    message_count = c.message_count - (select count(*) from moved), updated_at = now()
  from omni_conversations k
  where c.tenant_id = :tenant and c.id = :closed and k.tenant_id = :tenant and k.id = :kept
  returning c.tenant_id
),
goes_on as (
  update omni_conversations c set
    last_seq = c.last_seq + (select count(*) from moved),
    message_count = c.message_count + (select count(*) from moved),
    last_message = case when exists (select from moved) then o.last_message else c.last_message end,
    last_message_at = case when exists (select from moved) then o.last_message_at else c.last_message_at end,
    current_channel = case when exists (select from moved) then o.current_channel else c.current_channel end,
    active_channels = c.active_channels || coalesce(
      (select jsonb_agg(channel) from jsonb_array_elements(o.active_channels) channel
       where not c.active_channels @> jsonb_build_array(channel)), '[]'),
    context = o.context || c.context,
    language = coalesce(c.language, o.language),
    owner = case when 'human' in (c.owner, o.owner) then 'human' else 'agent' end,
    status = case when 'active' in (c.status, o.status) then 'active' else c.status end,
    updated_at = now()
  from omni_conversations o
  where c.tenant_id = :tenant and c.id = :kept and o.tenant_id = :tenant and o.id = :closed
  returning c.tenant_id, c.id, c.owner
),
-- What the agent is still answering there has lost its right to be written.
stopped as (
  update omni_lanes l set ready_at = null, lease_until = null, fence = l.fence + 1
  from lane where l.tenant_id = lane.tenant_id and l.conversation_id = lane.conversation_id
),
ready as (
  insert into omni_lanes as l (tenant_id, conversation_id, ready_at, answered_seq)
  select g.tenant_id, g.id, now(), case when exists (select from kept_lane) then 0 else :kept_last_seq end
  from goes_on g where exists (select from moved) and g.owner = 'agent'
  on conflict (tenant_id, conversation_id) do update set
    ready_at = coalesce(least(l.ready_at, excluded.ready_at), excluded.ready_at)
),
-- What the customer still waits for, an answer at the address that has just been confirmed say, comes along.
wishes as (
  update omni_switch_wishes w set conversation_id = g.id
  from goes_on g
  where w.tenant_id = :tenant and w.conversation_id = :closed and w.status = 'waiting'
),
-- A code that was sent is given back where they go on.
codes as (
  update omni_merge_suggestions s set conversation_id = g.id
  from goes_on g
  where s.tenant_id = g.tenant_id and s.conversation_id = :closed and s.status = 'pending' and s.code_hash is not null
  returning s.id
),
waited as (
  select h.id from omni_handoffs h
  where h.tenant_id = :tenant and h.conversation_id = :closed and h.status = 'open'
),
-- Whoever waits for a human waits for one here, unless the other customer did as well.
handoff as (
  update omni_handoffs h set conversation_id = g.id
  from goes_on g, waited w
  where h.tenant_id = g.tenant_id and h.id = w.id
    and not exists (select from omni_handoffs o
                    where o.tenant_id = g.tenant_id and o.conversation_id = g.id and o.status <> 'ended')
)
select coalesce((select jsonb_agg(jsonb_build_object('id', id, 'seq', seq) order by seq) from moved), '[]') as moved,
       jsonb_build_object('status', c.status, 'owner', c.owner, 'message_count', c.message_count, 'closed_at', c.closed_at,
                          'last_seq', c.last_seq, 'updated_at', c.updated_at, 'kept', to_jsonb(k) - 'tenant_id',
                          'lane', (select to_jsonb(lane) from lane), 'handoff', (select id from waited),
                          'codes', (select jsonb_agg(id) from codes)) as before
from omni_conversations c, omni_conversations k
where c.tenant_id = :tenant and c.id = :closed and k.tenant_id = :tenant and k.id = :kept
