-- A tenant's conversations, newest activity first, along idx_omni_conversations_tenant; those of one status along
-- idx_omni_conversations_status. One of the two parts is always empty.
select conversation.id, conversation.tenant_id, customer.customer,
  conversation.status, conversation.closed_reason, conversation.owner, conversation.current_channel,
  conversation.active_channels, conversation.language, conversation.last_message, conversation.last_message_at,
  conversation.message_count, conversation.last_sentiment, conversation.conversation_sid,
  conversation.created_at, conversation.updated_at, conversation.closed_at
from (
  (select * from omni_conversations where :?status::text is null order by updated_at desc, id desc)
  union all
  (select * from omni_conversations where status = :?status order by updated_at desc, id desc)
) conversation
cross join lateral (
  select json_build_object(
    'id', contact.id,
    'phone', (array_agg(address.address order by address.created_at) filter (where address.kind = 'phone'))[1],
    'whatsapp', coalesce(
      (array_agg(address.address order by address.created_at) filter (where address.kind = 'whatsapp'))[1],
      (array_agg(address.address order by address.created_at)
        filter (where address.kind = 'phone' and conversation.active_channels @> '["whatsapp"]'))[1]),
    'email', (array_agg(address.address order by address.created_at) filter (where address.kind = 'email'))[1],
    'name', contact.name) as customer
  from omni_contacts contact
  left join omni_contact_addresses address
    on address.tenant_id = contact.tenant_id and address.contact_id = contact.id
  where contact.tenant_id = conversation.tenant_id and contact.id = conversation.contact_id
  group by contact.id, contact.name
) customer
where conversation.tenant_id = :?tenant
  and (:?channel::text is null or conversation.current_channel = :?channel
       or conversation.active_channels @> to_jsonb(:?channel::text))
  and (:?customer::text is null or conversation.contact_id = :?customer_id::uuid
       or conversation.contact_id in (
         select found.contact_id from omni_contact_addresses found
         where found.tenant_id = :?tenant and found.address = :?customer
           and found.kind in ('phone', 'whatsapp', 'email', 'client', 'sip')))
  and (:?search::text is null or conversation.last_message ilike :?search
       or exists (select from omni_contacts found
         where found.tenant_id = conversation.tenant_id and found.id = conversation.contact_id
           and found.name ilike :?search)
       or exists (select from omni_contact_addresses found
         where found.tenant_id = conversation.tenant_id and found.contact_id = conversation.contact_id
           and found.address ilike :?search)
       or exists (select from omni_messages found
         where found.tenant_id = conversation.tenant_id and found.conversation_id = conversation.id
           and (found.content ilike :?search or found.transcript ilike :?search)))
  and (conversation.updated_at, conversation.id) < (:?before_time::timestamptz, :?before_id)
  and (conversation.updated_at, conversation.id) >= (:?until_time::timestamptz, :?until_id)
order by conversation.updated_at desc, conversation.id desc
limit :?rows
