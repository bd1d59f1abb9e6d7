-- What a human is told goes into the outbox, from where the tenant sends; or the reason why it cannot.
with told as (
  select b.tenant_id, b.id, b.conversation_id, b.message_id, coalesce(a.settings, :default_settings::jsonb) as settings
  from omni_briefings b
  left join omni_agent_configs a on a.tenant_id = b.tenant_id
  where b.tenant_id = :tenant and b.id = :id and b.fence = :fence and b.status = 'waiting'
  for update of b
),
sender as (
  select t.*, coalesce(nullif(:to, ''), t.settings ->> 'transfer_number') as theirs, case :channel
    when 'email' then nullif(lower(t.settings #>> '{channels_config,email,from}'), '')
    else (select n.phone_number from omni_phone_mappings n
          where n.tenant_id = t.tenant_id and :channel = any (n.channels) order by n.created_at, n.id limit 1)
    end as ours
  from told t
),
outbox as (
  insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs, payload, expires_at)
  select s.tenant_id, p.id, s.conversation_id, s.message_id, :channel, 'briefing', s.ours, s.theirs, p.payload,
         now() + make_interval(secs => :valid_seconds)
  from sender s, jsonb_to_recordset(:parts::jsonb) as p (position int, id uuid, payload jsonb)
  where s.ours is not null and s.theirs is not null
  order by p.position
)
update omni_briefings b set
  status = case when s.ours is null or s.theirs is null then 'dead' else 'done' end,
  reason = case when s.theirs is null then 'there is no transfer_number' when s.ours is null then 'the tenant has nothing to send from' end,
  lease_until = null, updated_at = now()
from sender s
where b.tenant_id = s.tenant_id and b.id = s.id
