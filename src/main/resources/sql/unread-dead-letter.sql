-- Whether it is a message that nobody could read.
select m.id
from omni_tenants t
join omni_messages m on m.tenant_id = t.tenant_id and m.id = :id
where (:tenant = '' or t.tenant_id = :tenant)
  and m.details -> 'unparsed' is not null and m.details -> 'discarded' is null
