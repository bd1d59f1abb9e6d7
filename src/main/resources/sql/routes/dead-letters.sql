-- What could not be sent or read, newest first, of one tenant or of all. A mail that does not say whom it is for is nobody's.
select letter.id, letter.tenant_id, letter.direction, letter.conversation_id, letter.message_id, letter.channel, letter.kind,
  letter.status, letter.error_code, letter.reason, letter.attempts, letter.created_at, letter.updated_at
from (
  (select id, tenant_id, 'outbound' as direction, conversation_id, message_id, channel, kind, status, error_code, reason,
     attempts, created_at, updated_at
   from omni_outbox
   where status in ('dead', 'failed', 'undelivered')
     and (:?tenant::text is null or tenant_id = :?tenant)
     and (updated_at, id) < (:?before_time::timestamptz, :?before_id)
   order by updated_at desc, id desc
   limit :?rows)
  union all
  (select id, tenant_id, 'inbound', conversation_id, id, channel, 'unparsed', 'unparsed', null,
     'could not be read: ' || (details ->> 'unparsed'), 1, created_at, created_at
   from omni_messages
   where details -> 'unparsed' is not null and details -> 'discarded' is null
     and (:?tenant::text is null or tenant_id = :?tenant)
     and (created_at, id) < (:?before_time::timestamptz, :?before_id)
   order by created_at desc, id desc
   limit :?rows)
  union all
  (select id, null, 'inbound', null, null, 'email', 'unreadable', 'unreadable', null,
     case kind when 'mail' then 'could not be read: a mail that does not say whom it is for'
               else 'could not be read: events of SendGrid''s' end, deliveries, created_at, updated_at
   from omni_unreadable_mails
   where status = 'kept' and :?tenant::text is null
     and (updated_at, id) < (:?before_time::timestamptz, :?before_id)
   order by updated_at desc, id desc
   limit :?rows)
) letter
order by letter.updated_at desc, letter.id desc
limit :?rows
