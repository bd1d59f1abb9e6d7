-- A request that nobody could read, as long as nothing was decided about it.
select id, kind, sha256, size, content_type from omni_unreadable_mails where id = :id and status = 'kept'
