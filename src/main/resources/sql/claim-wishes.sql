-- Wishes that are due, the longest first, each for one node at a time.
with due as (
  select tenant_id, id
  from omni_switch_wishes
  where status = 'waiting' and ready_at <= now() and (lease_until is null or lease_until < now())
  order by ready_at
  limit :most
  for update skip locked
)
update omni_switch_wishes w
set lease_until = now() + make_interval(secs => :lease_seconds), fence = w.fence + 1
from due d
where w.tenant_id = d.tenant_id and w.id = d.id
returning w.tenant_id, w.id, w.conversation_id, w.channels, w.wished_by, w.reason, w.carry, w.call_id, w.tries, w.fence
