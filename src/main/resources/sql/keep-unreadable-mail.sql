-- A request that nobody can read is listed until somebody has looked at it; the same bytes are listed once.
insert into omni_unreadable_mails as u (id, kind, sha256, size, content_type)
values (:id, :kind, :hash, :size, :content_type)
on conflict (sha256) do update set status = 'kept', deliveries = u.deliveries + 1, updated_at = now()
returning id
