-- Conversations that wait for an answer, the longest waiting of each tenant first; a live call keeps its own.
with waiting as (
  select l.tenant_id, l.conversation_id,
         row_number() over (partition by l.tenant_id order by coalesce(l.ready_at, l.lease_until)) as turn,
         coalesce(l.ready_at, l.lease_until) as since
  from omni_lanes l
  where ((l.lease_until is null and l.ready_at <= now()) or l.lease_until < now())
    and not exists (
      select from omni_calls k
      where k.tenant_id = l.tenant_id and k.conversation_id = l.conversation_id
        -- When a call has just ended, what it answered last may still be on its way here.
        and (k.ended_at is null and k.last_turn_at > now() - interval '60 seconds'
             or k.ended_at > now() - interval '2 seconds'))
),
chosen as (
  select l.tenant_id, l.conversation_id
  from omni_lanes l
  join (select * from waiting order by turn, since limit :most) w using (tenant_id, conversation_id)
  where (l.lease_until is null and l.ready_at <= now()) or l.lease_until < now()
  for update of l skip locked
)
update omni_lanes l
set ready_at = null, lease_until = now() + make_interval(secs => :lease_seconds), fence = l.fence + 1,
    failures = case when l.lease_until is null then 0 else l.failures + 1 end
from chosen c
where l.tenant_id = c.tenant_id and l.conversation_id = c.conversation_id
returning l.tenant_id, l.conversation_id, l.fence, l.answered_seq, l.failures
