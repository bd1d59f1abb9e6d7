-- Conversations in which nothing happens any more: idle after a while, closed after a longer one. Never while a call is on
-- or an answer is due. Of each tenant a few: who looks again finds the rest. A note says why one was closed.
with recursive tenant (id) as (
  select min(tenant_id) from omni_conversations where status <> 'closed'
  union all
  select (select min(c.tenant_id) from omni_conversations c where c.status <> 'closed' and c.tenant_id > t.id)
  from tenant t
  where t.id is not null
),
lifetime as (
  select t.id as tenant_id, coalesce(a.settings, :default_settings::jsonb) as settings
  from tenant t left join omni_agent_configs a on a.tenant_id = t.id
  where t.id is not null
),
limits as (
  select l.tenant_id, c.channel, coalesce(l.settings ->> 'voice_language', 'fr') as language,
         now() - upper(coalesce(l.settings #>> array['lifetimes', c.channel, 'idle_after'],
                          l.settings #>> '{lifetimes,idle_after}'))::interval as idle_since,
         now() - upper(coalesce(l.settings #>> array['lifetimes', c.channel, 'closed_after'],
                          l.settings #>> '{lifetimes,closed_after}'))::interval as closed_since
  from lifetime l, unnest('{voice,sms,whatsapp,email}'::text[]) as c (channel)
),
due as (
  select r.tenant_id, r.id, l.language, r.since, r.updated_at < l.closed_since as over
  from limits l
  cross join lateral (values ('active', l.idle_since), ('idle', l.closed_since)) as s (status, since)
  cross join lateral (
    select c.tenant_id, c.id, c.updated_at, s.since
    from omni_conversations c
    where c.tenant_id = l.tenant_id and c.current_channel = l.channel and c.status = s.status and c.status <> 'closed'
      and c.updated_at < s.since
      and not exists (select from omni_calls k
                      where k.tenant_id = c.tenant_id and k.conversation_id = c.id and k.ended_at is null
                        and k.created_at > now() - interval '4 hours')
      and not exists (select from omni_lanes w
                      where w.tenant_id = c.tenant_id and w.conversation_id = c.id
                        and (w.ready_at is not null or w.lease_until is not null))
    order by c.updated_at
    limit :most) r
),
-- Where something has happened meanwhile the time is not what it was, and the row is left alone.
locked as (
  select held.*, row_number() over () as number
  from (
    select c.tenant_id, c.id, d.language, d.over
    from omni_conversations c
    join (select * from due order by since limit :most) d on d.tenant_id = c.tenant_id and d.id = c.id
    where c.status <> 'closed' and c.updated_at < d.since
    for update of c skip locked
  ) held
),
rested as (
  update omni_conversations c set
    status = case when l.over then 'closed' else 'idle' end,
    closed_reason = case when l.over then 'timeout' end,
    closed_at = case when l.over then now() end,
    last_seq = c.last_seq + l.over::int, message_count = c.message_count + l.over::int,
    -- Being idle is nothing that happened: what counts from the last activity still does.
    updated_at = case when l.over then now() else c.updated_at end
  from locked l
  where c.tenant_id = l.tenant_id and c.id = l.id and c.status <> 'closed'
  returning c.tenant_id, c.id, c.status, c.last_seq, c.current_channel, l.language, l.number
),
note as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select r.tenant_id, (:note_ids::uuid[])[r.number], r.id, r.last_seq, r.current_channel, 'outbound', 'system',
         case when r.language like 'fr%' then :note_fr else :note_en end, '{"type": "close", "reason": "timeout"}'
  from rested r where r.status = 'closed'
)
select count(*) filter (where status = 'idle') as idle, count(*) filter (where status = 'closed') as closed from rested
