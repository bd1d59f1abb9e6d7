-- Conversations that wait for an answer, the longest waiting of each tenant first, and first of the tenant of whom the fewest
-- are being answered; one tenant never gets all of our hands. A live call keeps its own, until its last turn is written as well.
-- However many wait, of each tenant only a few are looked at: who looks again finds the rest.
with recursive tenant (id) as (
  select min(tenant_id) from omni_lanes where lease_until is null and ready_at is not null
  union all
  select (select min(l.tenant_id) from omni_lanes l
          where l.lease_until is null and l.ready_at is not null and l.tenant_id > t.id)
  from tenant t
  where t.id is not null
),
share as (
  select 1 + ceil(4.0 * :most / greatest(count(id), 1))::int as each from tenant
),
candidate as (
  select r.tenant_id, r.conversation_id, r.ready_at as since
  from tenant t
  cross join lateral (
    select l.tenant_id, l.conversation_id, l.ready_at
    from omni_lanes l
    where l.tenant_id = t.id and l.lease_until is null and l.ready_at <= now()
      and not exists (
        select from omni_calls k
        where k.tenant_id = l.tenant_id and k.conversation_id = l.conversation_id
          and (omni_is_spoken(k.ended_at, k.last_turn_at)
               or k.ended_at > now() - interval '2 seconds'))
    order by l.ready_at
    limit (select each from share)) r
  union all
  select l.tenant_id, l.conversation_id, l.lease_until
  from omni_lanes l
  where l.lease_until < now()
    and not exists (
      select from omni_calls k
      where k.tenant_id = l.tenant_id and k.conversation_id = l.conversation_id
        and (omni_is_spoken(k.ended_at, k.last_turn_at)
             or k.ended_at > now() - interval '2 seconds'))
),
answered as (
  select tenant_id, count(*) as hands from omni_lanes where lease_until >= now() group by tenant_id
),
-- With our own hands: a lease may be another node's, or of one that is gone.
ours as (
  select * from unnest(:busy_tenants::text[], :busy_hands::int[]) as busy (tenant_id, hands)
),
waiting as (
  select n.tenant_id, n.conversation_id, n.since, n.nth + coalesce(a.hands, 0) as turn
  from (select c.*, row_number() over (partition by c.tenant_id order by c.since) as nth from candidate c) n
  left join answered a on a.tenant_id = n.tenant_id
  left join ours o on o.tenant_id = n.tenant_id
  where n.nth + coalesce(o.hands, 0) <= :of_one
),
chosen as (
  -- Each by its key.
  select l.tenant_id, l.conversation_id
  from (select * from waiting order by turn, since limit :most) w
  cross join lateral (
    select l.tenant_id, l.conversation_id
    from omni_lanes l
    where l.tenant_id = w.tenant_id and l.conversation_id = w.conversation_id
      and ((l.lease_until is null and l.ready_at <= now()) or l.lease_until < now())
    for update skip locked) l
)
update omni_lanes l
set ready_at = null, lease_until = now() + make_interval(secs => :lease_seconds), fence = l.fence + 1,
    -- What ends well counts from nothing again; a lease that ran out is a failure.
    failures = case when l.lease_until is null then l.failures else l.failures + 1 end
from chosen c
where l.tenant_id = c.tenant_id and l.conversation_id = c.conversation_id
returning l.tenant_id, l.conversation_id, l.fence, l.answered_seq, l.failures
