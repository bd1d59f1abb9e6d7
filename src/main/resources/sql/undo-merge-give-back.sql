-- Addresses and conversations go back to whom they came from. A conversation that began since is whose it began with.
with merge as (
  select * from omni_merges where tenant_id = :tenant and id = :id
),
addresses as (
  update omni_contact_addresses a set contact_id = m.merged_contact
  from merge m
  where a.tenant_id = m.tenant_id and a.id = any (m.moved_addresses) and a.contact_id = m.kept_contact
  returning a.address
),
conversations as (
  update omni_conversations c set contact_id = m.merged_contact
  from merge m
  where c.tenant_id = m.tenant_id and c.contact_id = m.kept_contact
    and (c.id = any (m.moved_conversations)
      or c.created_at > m.merged_at and coalesce(
        (select t.details ->> 'from' from omni_messages t
         where t.tenant_id = c.tenant_id and t.conversation_id = c.id and t.direction = 'inbound' and t.channel <> 'voice'
         order by t.seq limit 1),
        (select k.from_number from omni_calls k
         where k.tenant_id = c.tenant_id and k.conversation_id = c.id order by k.created_at limit 1)) in (select address from addresses))
),
contacts as (
  update omni_contacts c
  set merged_into = case when c.id = m.merged_contact then null else c.merged_into end,
      name = case when c.id = m.kept_contact then m.before ->> 'name' else c.name end,
      language = case when c.id = m.kept_contact then m.before ->> 'language' else c.language end
  from merge m
  where c.tenant_id = m.tenant_id and c.id in (m.kept_contact, m.merged_contact)
),
suggestions as (
  update omni_merge_suggestions s
  set status = 'undone', decided_by = 'operator', decided_at = now()
  from merge m
  where s.tenant_id = m.tenant_id and s.merge_id = m.id
)
update omni_merges set undone_at = now(), undone_by = 'operator' where tenant_id = :tenant and id = :id
