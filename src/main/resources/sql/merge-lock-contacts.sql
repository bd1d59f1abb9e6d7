-- Two customers, the one that stays first: one that is itself, then the older.
select id, merged_into, name
from (
  select id, merged_into, name, created_at from omni_contacts
  where tenant_id = :tenant and id in (:one, :other)
  order by id
  for no key update
) locked
order by coalesce(id <> :preferred::uuid, false), merged_into is not null, created_at, id
