-- Which conversations have something that Twilio's copy lacks. A start catches up from where the last look ended; after
-- that a look goes back far enough for a transaction that was still open when its row was stamped.
with since as (
  select case when :catch_up then coalesce((select max(followed_at) from omni_mirrors), now()) else now() end
         - make_interval(secs => :window_seconds) as since
),
behind as (
  select c.tenant_id, c.id, c.updated_at
  from omni_tenants t
  cross join lateral (
    select c.tenant_id, c.id, c.updated_at, c.last_seq, c.status
    from omni_conversations c
    where c.tenant_id = t.tenant_id and c.updated_at >= (select since from since)
  ) c
  left join omni_mirrors m on m.tenant_id = c.tenant_id and m.conversation_id = c.id
  where m.conversation_id is null
     or (m.ready_at is null and m.state = 'open' and (m.mirrored_seq < c.last_seq or c.status = 'closed'))
)
insert into omni_mirrors as m (tenant_id, conversation_id, followed_at, ready_at)
select tenant_id, id, updated_at, now() from behind order by tenant_id, id
on conflict (tenant_id, conversation_id) do update set
  ready_at = coalesce(m.ready_at, excluded.ready_at), followed_at = greatest(m.followed_at, excluded.followed_at)
