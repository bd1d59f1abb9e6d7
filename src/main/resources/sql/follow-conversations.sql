-- Which conversations have something that Twilio's copy lacks: of each tenant the latest, by the index that lists them.
-- "offset 0" keeps the planner from turning that into one look at everything.
with behind as (
  select c.tenant_id, c.id, c.updated_at
  from omni_tenants t
  cross join lateral (
    select c.tenant_id, c.id, c.updated_at, c.last_seq, c.status
    from omni_conversations c
    where c.tenant_id = t.tenant_id and c.updated_at >= now() - make_interval(secs => :window_seconds)
    offset 0
  ) c
  left join lateral (
    select m.conversation_id, m.ready_at, m.state, m.mirrored_seq
    from omni_mirrors m
    where m.tenant_id = c.tenant_id and m.conversation_id = c.id
    offset 0
  ) m on true
  where m.conversation_id is null
     or (m.ready_at is null and m.state = 'open' and (m.mirrored_seq < c.last_seq or c.status = 'closed'))
)
insert into omni_mirrors as m (tenant_id, conversation_id, followed_at, ready_at)
select tenant_id, id, updated_at, now() from behind order by tenant_id, id
on conflict (tenant_id, conversation_id) do update set
  ready_at = coalesce(m.ready_at, excluded.ready_at), followed_at = greatest(m.followed_at, excluded.followed_at)
