-- Conversations to read, one node each. One that was given up so often waits for the customer's next words.
with chosen as (
  select tenant_id, conversation_id
  from omni_moods
  where (lease_until is null and ready_at <= now() or lease_until < now()) and attempts < :most_attempts
  order by coalesce(ready_at, lease_until)
  limit :most
  for update skip locked
)
update omni_moods m
set ready_at = null, lease_until = now() + make_interval(secs => :lease_seconds), fence = m.fence + 1,
    attempts = m.attempts + 1
from chosen c
where m.tenant_id = c.tenant_id and m.conversation_id = c.conversation_id
returning m.tenant_id, m.conversation_id, m.fence
