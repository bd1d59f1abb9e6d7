-- One customer with what they are known by, what they said where, what suggests that they are somebody else as well, and whom
-- they turned out to be. By way of the tenants, because the key begins with the tenant and an administrator need not name one.
select contact.id, contact.tenant_id, contact.name, contact.language, contact.merged_into, contact.created_at,
  (select coalesce(json_agg(json_build_object('kind', a.kind, 'address', a.address, 'created_at', a.created_at)
                            order by a.created_at, a.id), '[]')
   from omni_contact_addresses a
   where a.tenant_id = contact.tenant_id and a.contact_id = contact.id) as addresses,
  (select coalesce(json_agg(c order by c.created_at desc, c.id desc), '[]')
   from (select id, status, closed_reason, owner, current_channel, active_channels, last_message, last_message_at,
                message_count, merged_into, created_at, closed_at
         from omni_conversations
         where tenant_id = contact.tenant_id and contact_id = contact.id
         order by id desc limit 50) c) as conversations,
  (select coalesce(json_agg(s order by s.id desc), '[]')
   from (select id, kind, case when kind <> 'name' then address end as address, said, strength, status, channel,
                conversation_id, message_id, decided_by, decided_at, merge_id, created_at
         from omni_merge_suggestions
         where tenant_id = contact.tenant_id and contact_id = contact.id
         order by id desc limit 50) s) as suggestions,
  (select coalesce(json_agg(m order by m.id desc), '[]')
   from (select id, kept_contact as kept, merged_contact as merged, cardinality(moved_addresses) as addresses,
                cardinality(moved_conversations) as conversations, jsonb_array_length(moved_messages) as messages,
                kept_conversation, closed_conversation, reason, merged_by as by, merged_at as at, undone_at
         from omni_merges
         where tenant_id = contact.tenant_id and (kept_contact = contact.id or merged_contact = contact.id)
         order by id desc limit 50) m) as merges
from omni_tenants tenant
join omni_contacts contact on contact.tenant_id = tenant.tenant_id and contact.id = :?id
where :?tenant::text is null or tenant.tenant_id = :?tenant
