-- The files of requests about which somebody has decided, of one or of all, except where a message keeps the same bytes:
-- what is read again in part has the whole request as its attachment.
select u.sha256
from omni_unreadable_mails u
where u.status <> 'kept' and (:id::uuid is null or u.id = :id::uuid)
  and not exists (
    select from omni_messages m
    where m.details -> 'unparsed' is not null
      and m.details -> 'attachments' @> jsonb_build_array(jsonb_build_object('sha256', u.sha256))
  )
