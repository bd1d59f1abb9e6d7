-- Somebody has decided about a request that nobody could read.
update omni_unreadable_mails set status = :status, updated_at = now() where id = :id and status = 'kept'
returning id
