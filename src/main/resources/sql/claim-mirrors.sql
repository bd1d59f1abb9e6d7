-- Conversations to copy, one node each. Whoever vanishes while copying leaves "unsure" behind. Those that wait and those
-- that were left stand in two indexes, and each is read as far as is needed.
with waiting as (
  select tenant_id, conversation_id, unsure, ready_at as since
  from omni_mirrors
  where state = 'open' and lease_until is null and ready_at <= now()
  order by ready_at
  limit :most
  for update skip locked
),
abandoned as (
  select tenant_id, conversation_id, unsure, lease_until as since
  from omni_mirrors
  where state = 'open' and lease_until < now()
  order by lease_until
  limit :most
  for update skip locked
),
chosen as (
  select * from (select * from waiting union all select * from abandoned) w order by since limit :most
)
update omni_mirrors m
set ready_at = null, lease_until = now() + make_interval(secs => :lease_seconds), fence = m.fence + 1,
    unsure = true, attempts = m.attempts + 1
from chosen c
where m.tenant_id = c.tenant_id and m.conversation_id = c.conversation_id
returning m.tenant_id, m.conversation_id, m.fence, m.attempts, c.unsure
