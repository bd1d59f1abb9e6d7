-- Entries, in this order, go to the end of another conversation, with the calls and the answers that belong to them. The
-- last of them that waited for an answer waits there.
with entry as (
  select e.value::uuid as id, e.ordinality as number
  from jsonb_array_elements_text(:entries::jsonb) with ordinality e
),
source as (
  select t.id, t.conversation_id, t.seq, e.number, t.direction, t.channel, t.content, t.created_at, t.call_id
  from entry e join omni_messages t on t.tenant_id = :tenant and t.id = e.id
),
target as (
  update omni_conversations c set
    last_seq = c.last_seq + (select count(*) from source),
    message_count = c.message_count + (select count(*) from source),
    last_message = (select left(content, 500) from source order by number desc limit 1),
    last_message_at = (select created_at from source order by number desc limit 1),
    current_channel = (select channel from source order by number desc limit 1),
    active_channels = c.active_channels || coalesce(
      (select jsonb_agg(distinct channel) from source where not c.active_channels @> jsonb_build_array(channel)), '[]'),
    updated_at = now()
  where c.tenant_id = :tenant and c.id = :conversation
  returning c.last_seq - (select count(*) from source) as before, c.owner
),
left_behind as (
  update omni_conversations c set message_count = c.message_count - s.entries
  from (select conversation_id, count(*) as entries from source group by conversation_id) s
  where c.tenant_id = :tenant and c.id = s.conversation_id
),
moved as (
  update omni_messages t set conversation_id = :conversation, seq = g.before + s.number
  from source s, target g
  where t.tenant_id = :tenant and t.id = s.id
),
outbox as (
  update omni_outbox o set conversation_id = :conversation, payload = o.payload - 'answered_before'
  from source s where o.tenant_id = :tenant and o.message_id = s.id
),
call as (
  update omni_calls k set conversation_id = :conversation
  from (select distinct call_id from source where call_id is not null) s
  where k.tenant_id = :tenant and k.id = s.call_id
),
turns as (
  update omni_turns t set conversation_id = :conversation
  from (select distinct call_id from source where call_id is not null) s
  where t.tenant_id = :tenant and t.call_id = s.call_id
),
unanswered as (
  select min(s.number) as number
  from source s
  join omni_lanes l on l.tenant_id = :tenant and l.conversation_id = s.conversation_id
    and (l.ready_at is not null or l.lease_until is not null)
  where s.direction = 'inbound' and s.channel <> 'voice' and s.seq > l.answered_seq
),
-- Whoever takes one up in this very moment has read what goes away: the fence moves for them too, and the lane is locked.
released as (
  update omni_lanes l set ready_at = case when l.lease_until is null then l.ready_at else now() end, lease_until = null,
    fence = l.fence + 1
  where l.tenant_id = :tenant and l.conversation_id in (select conversation_id from source)
)
insert into omni_lanes as l (tenant_id, conversation_id, answered_seq, ready_at)
select :tenant, :conversation, g.before + coalesce(u.number - 1, (select count(*) from source)),
       case when u.number is not null and g.owner = 'agent' then now() end
from target g, unanswered u
on conflict (tenant_id, conversation_id) do update set
  answered_seq = case when l.ready_at is null and l.lease_until is null then excluded.answered_seq else l.answered_seq end,
  ready_at = coalesce(l.ready_at, excluded.ready_at)
