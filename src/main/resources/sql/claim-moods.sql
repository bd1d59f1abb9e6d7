-- Conversations to read, one node each. One that was given up so often waits for the customer's next words. Those that wait
-- and those that were left stand in two indexes, and each is read as far as is needed.
with waiting as (
  select tenant_id, conversation_id, ready_at as since
  from omni_moods
  where lease_until is null and ready_at <= now() and attempts < :most_attempts
  order by ready_at
  limit :most
  for update skip locked
),
abandoned as (
  select tenant_id, conversation_id, lease_until as since
  from omni_moods
  where lease_until < now() and attempts < :most_attempts
  order by lease_until
  limit :most
  for update skip locked
),
chosen as (
  select * from (select * from waiting union all select * from abandoned) w order by since limit :most
)
update omni_moods m
set ready_at = null, lease_until = now() + make_interval(secs => :lease_seconds), fence = m.fence + 1,
    attempts = m.attempts + 1
from chosen c
where m.tenant_id = c.tenant_id and m.conversation_id = c.conversation_id
returning m.tenant_id, m.conversation_id, m.fence
