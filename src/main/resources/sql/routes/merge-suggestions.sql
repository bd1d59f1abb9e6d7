-- What suggests that an address is a customer's as well, newest first: of one tenant along omni_merge_suggestions_list, of all
-- along omni_merge_suggestions_newest. One of the two parts is always empty. The other customer is who has the address now, or
-- the name.
select s.id, s.tenant_id, s.contact_id as customer_id, s.kind, case when s.kind <> 'name' then s.address end as address,
  s.said, s.strength, s.status, s.channel, s.conversation_id, s.message_id,
  case s.kind when 'name' then s.address::uuid else (
    select a.contact_id from omni_contact_addresses a
    where a.tenant_id = s.tenant_id and a.kind = s.kind and a.address = s.address) end as other_customer_id,
  s.code_expires_at is not null and s.code_expires_at > now() and s.code_hash is not null as code_pending,
  s.decided_by, s.decided_at, s.merge_id, s.created_at
from (
  (select * from omni_merge_suggestions
   where tenant_id = :?tenant and status = :?status and id < :?before_id
   order by id desc
   limit :?rows)
  union all
  (select * from omni_merge_suggestions
   where :?tenant::text is null and status = :?status and id < :?before_id
   order by id desc
   limit :?rows)
) s
order by s.id desc
limit :?rows
