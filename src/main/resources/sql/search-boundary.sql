-- How far back a page of a search looks: the last of so many conversations, by the index that lists them; nothing when there
-- are fewer. One of the two parts is always empty.
select updated_at, id
from (
  (select updated_at, id from omni_conversations
   where :status::text is null and tenant_id = :tenant and (updated_at, id) < (:before_time::timestamptz, :before_id)
   order by updated_at desc, id desc)
  union all
  (select updated_at, id from omni_conversations
   where tenant_id = :tenant and status = :status and (updated_at, id) < (:before_time::timestamptz, :before_id)
   order by updated_at desc, id desc)
) conversation
order by updated_at desc, id desc
offset :most - 1
limit 1
