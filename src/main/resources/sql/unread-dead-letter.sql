-- Whether it is a message that nobody could read.
select m.id
from omni_messages m
where m.tenant_id = :tenant and m.id = :id
  and m.details -> 'unparsed' is not null and m.details -> 'discarded' is null
