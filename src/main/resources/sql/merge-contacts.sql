-- Two customers become one: addresses and conversations change hands, and what was done is kept, so that it can be undone.
with conversations as (
  update omni_conversations set contact_id = :kept
  where tenant_id = :tenant and contact_id = :merged
  returning id
),
addresses as (
  update omni_contact_addresses set contact_id = :kept
  where tenant_id = :tenant and contact_id = :merged
  returning id
),
joined as (
  update omni_contacts c set merged_into = :kept
  where c.tenant_id = :tenant and c.id = :merged
),
staying as (
  update omni_contacts c set name = coalesce(c.name, m.name), language = coalesce(c.language, m.language), merged_into = null
  from omni_contacts m
  where c.tenant_id = :tenant and c.id = :kept and m.tenant_id = :tenant and m.id = :merged
),
-- A wish that waits for an address may have one now, whoever looks at it and has read too early.
due as (
  update omni_switch_wishes w set ready_at = now(), lease_until = null, fence = w.fence + 1
  from omni_conversations c
  where c.tenant_id = :tenant and c.contact_id in (:kept, :merged) and c.status <> 'closed'
    and w.tenant_id = c.tenant_id and w.conversation_id = c.id and w.status = 'waiting' and w.code = 'no_address'
),
merge as (
  insert into omni_merges (tenant_id, id, kept_contact, merged_contact, moved_addresses, moved_conversations,
                           kept_conversation, closed_conversation, kept_after, moved_messages, before, reason, merged_by)
  select :tenant, :id, :kept, :merged,
         coalesce((select array_agg(id order by id) from addresses), '{}'),
         coalesce((select array_agg(id order by id) from conversations), '{}'),
         :kept_conversation, :closed_conversation, :kept_last_seq, :moved_messages::jsonb,
         :before::jsonb || jsonb_build_object('name', k.name, 'language', k.language), :reason, :by
  from omni_contacts k
  where k.tenant_id = :tenant and k.id = :kept
  returning id
),
settled as (
  update omni_merge_suggestions s
  set status = 'confirmed', decided_by = :by, decided_at = now(), merge_id = :id, code_hash = null, code_salt = null
  where s.tenant_id = :tenant and s.status = 'pending'
    and (s.id = :suggestion
      or s.contact_id in (:kept, :merged) and (
        s.kind = 'name' and s.address in (:kept::text, :merged::text)
        or exists (select from omni_contact_addresses a
                   where a.tenant_id = s.tenant_id and a.kind = s.kind and a.address = s.address
                     and a.contact_id in (:kept, :merged))))
)
select id from merge
