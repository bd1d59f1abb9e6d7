-- What humans are to be told and is due, the longest due first, each for one node at a time. A note that says that somebody
-- is to be called back, or has left a message, waits for the note of the hand-off, which says what it is about.
with due as (
  select b.tenant_id, b.id
  from omni_briefings b
  where b.status = 'waiting' and b.ready_at <= now() and (b.lease_until is null or b.lease_until < now())
    and not (b.way = 'note' and b.occasion <> 'handoff' and exists (
      select from omni_handoffs h
      join omni_briefings first on first.tenant_id = h.tenant_id and first.source = h.id
        and first.occasion = 'handoff' and first.way = 'note' and first.status = 'waiting'
      where h.tenant_id = b.tenant_id and h.conversation_id = b.conversation_id and h.status <> 'ended'))
  order by b.ready_at
  limit :most
  for update of b skip locked
)
update omni_briefings b
set lease_until = now() + make_interval(secs => :lease_seconds), fence = b.fence + 1, attempts = b.attempts + 1
from due d
where b.tenant_id = d.tenant_id and b.id = d.id
returning b.tenant_id, b.id, b.fence, b.conversation_id, b.source, b.occasion, b.way, b.attempts,
          b.created_at < now() - make_interval(secs => :validity_seconds) as expired
