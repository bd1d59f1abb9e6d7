-- Customers that an event proved to be one and that are not yet; what a crash left is taken up when its lease ends.
with chosen as (
  select tenant_id, id from omni_merge_suggestions
  where strength = 'strong' and status = 'pending' and (lease_until is null or lease_until < now())
  order by tenant_id, id
  limit :most
  for update skip locked
)
update omni_merge_suggestions s set lease_until = now() + make_interval(secs => :lease_seconds)
from chosen c
where s.tenant_id = c.tenant_id and s.id = c.id
returning s.tenant_id, s.id
