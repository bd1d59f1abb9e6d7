-- Customers, the one that stays first: the one that is preferred, then the older.
select id
from (
  select id, created_at from omni_contacts
  where tenant_id = :tenant and id = any (:contacts::uuid[])
  order by id
  for no key update
) locked
order by coalesce(id <> :preferred::uuid, false), created_at, id
