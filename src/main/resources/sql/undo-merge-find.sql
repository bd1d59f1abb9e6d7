-- A merge that is to be undone, and whether a later one has to be undone first.
select m.kept_contact, m.merged_contact, m.undone_at is not null as undone,
       (select later.id from omni_merges later
        where later.tenant_id = m.tenant_id and later.undone_at is null and later.id > m.id
          and (later.kept_contact in (m.kept_contact, m.merged_contact)
            or later.merged_contact in (m.kept_contact, m.merged_contact))
        order by later.id desc limit 1) as later
from omni_merges m
where m.tenant_id = :tenant and m.id = :id
for update of m
