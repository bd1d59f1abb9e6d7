-- What was noted of the one customer since the merge is whose address it was told from; where that says nothing, whose words
-- came in last before. Addresses and messages are where they belong by now. What the other had told under the same name is
-- still there.
with told as (
  select f.tenant_id, f.id, w.conversation_id as theirs
  from omni_merges m
  join omni_conversations c on c.tenant_id = m.tenant_id and c.contact_id in (m.kept_contact, m.merged_contact)
  join omni_facts f on f.tenant_id = c.tenant_id and f.conversation_id = c.id and f.updated_at > m.merged_at
  cross join lateral (
    select coalesce(
      (select case a.contact_id when c.contact_id then c.id else d.id end
       from omni_contact_addresses a
       join omni_conversations d on d.tenant_id = a.tenant_id and d.contact_id = a.contact_id
       where a.tenant_id = m.tenant_id and a.address = f.told_by and a.contact_id in (m.kept_contact, m.merged_contact)
       order by d.id desc
       limit 1),
      (select t.conversation_id
       from omni_conversations d
       join omni_messages t on t.tenant_id = d.tenant_id and t.conversation_id = d.id
       where d.tenant_id = m.tenant_id and d.contact_id in (m.kept_contact, m.merged_contact)
         and t.direction = 'inbound' and t.created_at <= f.updated_at
       order by t.created_at desc, t.id desc
       limit 1)) as conversation_id) w
  where m.tenant_id = :tenant and m.id = :id and w.conversation_id <> c.id
),
moved as (
  delete from omni_facts f using told t
  where f.tenant_id = t.tenant_id and f.id = t.id
  returning f.*, t.theirs
)
insert into omni_facts as kept (tenant_id, id, conversation_id, name, value, told_by, created_at, updated_at)
select distinct on (theirs, name, told_by) tenant_id, id, theirs, name, value, told_by, created_at, updated_at
from moved
order by theirs, name, told_by, updated_at desc
on conflict (tenant_id, conversation_id, name, told_by) do update set value = excluded.value, updated_at = excluded.updated_at
  where kept.updated_at < excluded.updated_at
