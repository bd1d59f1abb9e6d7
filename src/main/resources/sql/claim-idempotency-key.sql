-- A request with a key is answered once. The key is held until the transaction ends: whoever comes meanwhile learns that
-- it is not free, whoever comes later gets the row. Keys of the same tenant that are too old go by the way.
with held as materialized (
  select pg_try_advisory_xact_lock(hashtextextended(:tenant || ' ' || :key, 1)) as free
),
old as (
  delete from omni_idempotency_keys k
  using (
    select tenant_id, key from omni_idempotency_keys
    where tenant_id = :tenant and created_at < now() - interval '24 hours' and key <> :key
    limit 20
    for update skip locked
  ) gone
  where k.tenant_id = gone.tenant_id and k.key = gone.key
),
claim as (
  insert into omni_idempotency_keys as k (tenant_id, key, path, body_hash)
  select t.tenant_id, :key, :path, :body_hash
  from omni_tenants t, held h
  where t.tenant_id = :tenant and h.free
  on conflict (tenant_id, key) do update set
    path       = case when k.created_at < now() - interval '24 hours' then excluded.path else k.path end,
    body_hash  = case when k.created_at < now() - interval '24 hours' then excluded.body_hash else k.body_hash end,
    status     = case when k.created_at < now() - interval '24 hours' then null else k.status end,
    answer     = case when k.created_at < now() - interval '24 hours' then null else k.answer end,
    created_at = case when k.created_at < now() - interval '24 hours' then now() else k.created_at end
  returning k.path, k.body_hash, k.status, k.answer
)
select h.free, c.path = :path and c.body_hash = :body_hash as same, c.status, c.answer
from held h left join claim c on true
