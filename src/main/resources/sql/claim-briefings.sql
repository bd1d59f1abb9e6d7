-- What humans are to be told and is due, the longest first, each for one node at a time.
with due as (
  select tenant_id, id
  from omni_briefings
  where status = 'waiting' and ready_at <= now() and (lease_until is null or lease_until < now())
  order by ready_at
  limit :most
  for update skip locked
)
update omni_briefings b
set lease_until = now() + make_interval(secs => :lease_seconds), fence = b.fence + 1, attempts = b.attempts + 1
from due d
where b.tenant_id = d.tenant_id and b.id = d.id
returning b.tenant_id, b.id, b.fence, b.conversation_id, b.source, b.occasion, b.way, b.attempts,
          b.created_at < now() - make_interval(secs => :validity_seconds) as expired
