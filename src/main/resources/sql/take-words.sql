-- Customers have just said something here: their conversations are taken by the node that took the words in. One that is
-- being read is read once more.
with said as (
  select distinct tenant_id, conversation_id
  from unnest(:tenants::text[], :conversations::uuid[]) as s (tenant_id, conversation_id)
)
insert into omni_moods as m (tenant_id, conversation_id, read_seq, lease_until, fence, attempts)
select c.tenant_id, c.id, greatest(c.last_seq - :look_back, 0), now() + make_interval(secs => :lease_seconds), 1, 1
from said s
join omni_conversations c on c.tenant_id = s.tenant_id and c.id = s.conversation_id
order by c.tenant_id, c.id
on conflict (tenant_id, conversation_id) do update set
  ready_at = case when m.lease_until >= now() then now() end,
  lease_until = case when m.lease_until >= now() then m.lease_until else excluded.lease_until end,
  fence = case when m.lease_until >= now() then m.fence else m.fence + 1 end,
  attempts = case when m.lease_until >= now() then m.attempts else 1 end
returning m.tenant_id, m.conversation_id, m.fence, m.ready_at is null as taken
