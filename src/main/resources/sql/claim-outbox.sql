-- What may be sent now: of a conversation in order to each address, so that what a mail server or a human's telephone does not
-- take holds nobody else's messages up; one at a time to an address, side by side otherwise, and first of the tenant of whom
-- the fewest are being sent. Mails are looked for apart.
with recursive tenants as (
  (select o.tenant_id from omni_outbox o where o.is_open order by o.tenant_id limit 1)
  union all
  select (select o.tenant_id from omni_outbox o
          where o.is_open and o.tenant_id > t.tenant_id
          order by o.tenant_id limit 1)
  from tenants t where t.tenant_id is not null
),
-- Looking at all that wait of each would cost more than sending: who looks again finds the rest.
share as (
  select 1 + ceil(4.0 * :most / greatest(count(tenant_id), 1))::int as each from tenants
),
being_sent as (
  select tenant_id, channel, ours, theirs from omni_outbox where lease_until >= now()
),
busy as (
  select tenant_id, count(*) as hands from being_sent group by tenant_id
),
next as (
  select w.*, row_number() over (partition by w.tenant_id, w.channel, w.ours, w.theirs order by w.ready_at, w.position) as nth
  from tenants t
  cross join lateral (
    -- The longest ready along the index, each asked whether it is the first to its address: of those that wait behind a
    -- delayed one there may be any number, so the limit counts only what may go. The parts of one message stay in order even
    -- where some of them have got another address.
    select o.tenant_id, o.id, o.ready_at, o.position, o.channel, o.ours, o.theirs
    from omni_outbox o
    where o.tenant_id = t.tenant_id and o.is_open and (o.channel = 'email') = :mails and o.ready_at <= now()
      and (o.lease_until is null or o.lease_until < now())
      and (o.tenant_id, o.channel, o.ours, o.theirs) not in (select tenant_id, channel, ours, theirs from being_sent)
      and o.position = (
        select min(earlier.position) from omni_outbox earlier
        where earlier.tenant_id = o.tenant_id and earlier.conversation_id = o.conversation_id
          and earlier.is_open
          and (earlier.kind = 'briefing') = (o.kind = 'briefing')
          and (earlier.theirs = o.theirs or earlier.message_id = o.message_id and o.kind <> 'briefing'))
    order by o.ready_at
    limit (select each from share)) w
),
waiting as (
  select n.tenant_id, n.id, n.ready_at,
         row_number() over (partition by n.tenant_id order by n.ready_at, n.position) + coalesce(b.hands, 0) as turn
  from next n
  left join busy b on b.tenant_id = n.tenant_id
  -- What is sent to an address holds its consent: a second one, of another conversation, would wait for it with our hands.
  where n.nth = 1
),
chosen as (
  -- Each by its key.
  select o.tenant_id, o.id, o.was, o.abandoned
  from (select tenant_id, id from waiting order by turn, ready_at limit :most) w
  cross join lateral (
    select o.tenant_id, o.id, o.status as was, o.lease_until is not null as abandoned
    from omni_outbox o
    where o.tenant_id = w.tenant_id and o.id = w.id
      and o.status in ('queued', 'sending', 'unknown') and (o.lease_until is null or o.lease_until < now())
    for update skip locked) o
)
update omni_outbox o
set status = case o.status when 'queued' then 'sending' else 'unknown' end,
    lease_until = now() + make_interval(secs => :lease_seconds), fence = o.fence + 1,
    attempts = o.attempts + 1, updated_at = now(),
    tried_at = case o.status when 'queued' then now() else coalesce(o.tried_at, o.updated_at) end
from chosen c
where o.tenant_id = c.tenant_id and o.id = c.id
returning o.tenant_id, o.id, o.fence, o.conversation_id, o.message_id, o.channel, o.kind, o.ours, o.theirs, o.payload,
          c.was <> 'queued' as unknown, c.abandoned, c.abandoned and c.was = 'unknown' as twice, o.attempts, o.tried_at, o.expires_at < now() as expired
