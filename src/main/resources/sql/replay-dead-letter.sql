-- A message that could not be sent is sent again, as a new one: consent, window and limits are looked at again, and what
-- may have reached the provider is looked for first. A second replay of the same letter finds the first.
with letter as (
  select o.*, coalesce(o.reason, '') as why
  from omni_outbox o
  where o.tenant_id = :tenant and o.id = :id
),
replayed as (
  update omni_outbox o set status = 'replayed', updated_at = now()
  from letter l
  where o.tenant_id = l.tenant_id and o.id = l.id and o.status in ('dead', 'failed', 'undelivered')
  returning o.tenant_id, o.id
),
again as (
  insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs, payload, status,
                           expires_at, created_at, tried_at)
  select l.tenant_id, :new_id, l.conversation_id, l.message_id, l.channel, l.kind, l.ours, l.theirs, l.payload,
         case when l.error_code = 'unknown' then 'unknown' else 'queued' end,
         now() + make_interval(secs => :valid_seconds),
         case when l.error_code = 'unknown' then l.created_at else now() end,
         case when l.error_code = 'unknown' then coalesce(l.tried_at, l.created_at) end
  from letter l join replayed using (tenant_id, id)
  returning tenant_id, id, message_id, status
),
message as (
  update omni_messages m
  set details = omni_delivery(m.details #- array['delivery', 'parts', :id::text], a.id, a.status, null, null)
  from again a
  where m.tenant_id = a.tenant_id and m.id = a.message_id
)
select l.tenant_id, exists (select from again) as sent_again, l.status = 'replayed' as before
from letter l
where l.status in ('dead', 'failed', 'undelivered', 'replayed')
