-- A caller is about to be told that a human takes over: only whoever is first tells them. A hand-off that was announced and
-- then came to nothing, because the caller went on talking, is announced again.
insert into omni_handoffs as h (tenant_id, id, conversation_id, call_id, reason, status)
values (:tenant, :id, :conversation, :call, :reason, 'announced')
on conflict (tenant_id, conversation_id) where status <> 'ended' do update set
  id = excluded.id, call_id = excluded.call_id, reason = excluded.reason, created_at = now()
  where h.status = 'announced' and h.created_at < now() - interval '60 seconds'
returning id
