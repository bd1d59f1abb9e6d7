-- Conversations with words that nobody has read, though a moment has gone by: whoever took them in is gone. Of each tenant the
-- latest, by the index that lists them; "offset 0" keeps the planner from turning that into one look at everything.
with behind as (
  select c.tenant_id, c.id, c.last_seq
  from omni_agent_configs a
  cross join lateral (
    select c.tenant_id, c.id, c.last_seq
    from omni_conversations c
    where c.tenant_id = a.tenant_id and c.updated_at >= now() - make_interval(secs => :window_seconds)
      and c.updated_at < now() - make_interval(secs => :moment_seconds)
    offset 0
  ) c
  left join lateral (
    select m.read_seq, m.ready_at, m.lease_until
    from omni_moods m
    where m.tenant_id = c.tenant_id and m.conversation_id = c.id
    offset 0
  ) m on true
  where a.settings ->> 'sentiment_analysis_enabled' = 'true' and m.ready_at is null and m.lease_until is null
    and exists (
      select from omni_messages w
      where w.tenant_id = c.tenant_id and w.conversation_id = c.id and w.sender_role = 'customer'
        and w.seq > coalesce(m.read_seq, c.last_seq - :look_back)
        -- As read-mood.sql has it: what nobody will read is no reason to look again and again.
        and w.content <> '' and w.details -> 'automatic' is null)
)
insert into omni_moods as m (tenant_id, conversation_id, read_seq, ready_at)
select tenant_id, id, greatest(last_seq - :look_back, 0), now() from behind order by tenant_id, id
on conflict (tenant_id, conversation_id) do update set ready_at = coalesce(m.ready_at, excluded.ready_at), attempts = 0
