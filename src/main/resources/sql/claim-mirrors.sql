-- Conversations to copy, one node each. Whoever vanishes while copying leaves "unsure" behind.
with chosen as (
  select tenant_id, conversation_id, unsure
  from omni_mirrors
  where state = 'open' and ((lease_until is null and ready_at <= now()) or lease_until < now())
  order by coalesce(ready_at, lease_until)
  limit :most
  for update skip locked
)
update omni_mirrors m
set ready_at = null, lease_until = now() + make_interval(secs => :lease_seconds), fence = m.fence + 1,
    unsure = true, attempts = m.attempts + 1
from chosen c
where m.tenant_id = c.tenant_id and m.conversation_id = c.conversation_id
returning m.tenant_id, m.conversation_id, m.fence, m.attempts, c.unsure
