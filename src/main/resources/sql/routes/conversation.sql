-- One conversation. By way of the tenants, because the key begins with the tenant and an administrator need not name one.
select conversation.id, conversation.tenant_id, customer.customer,
  conversation.status, conversation.closed_reason, conversation.owner, conversation.current_channel,
  conversation.active_channels, conversation.language, conversation.last_message, conversation.last_message_at,
  conversation.message_count, conversation.last_sentiment, conversation.sentiment_trend, conversation.strained,
  conversation.conversation_sid,
  conversation.created_at, conversation.updated_at, conversation.closed_at,
  conversation.channel_switches, conversation.context, conversation.merged_into
from omni_tenants tenant
join omni_conversations conversation on conversation.tenant_id = tenant.tenant_id and conversation.id = :?id
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
where :?tenant::text is null or tenant.tenant_id = :?tenant
