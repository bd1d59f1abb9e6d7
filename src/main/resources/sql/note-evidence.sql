-- A customer named an address, or a name that somebody else has: suggested once, unless it is theirs already or ours, or was
-- taken apart before. What they only mentioned before, or have let the code of expire, and say to be theirs now comes again.
with said as (
  select c.contact_id, e.kind, coalesce(k.id::text, e.value) as address, e.value, e.id, e.position,
         e.offered, coalesce(k.id, (select d.contact_id from omni_contact_addresses d
                         where d.tenant_id = c.tenant_id and d.kind = e.kind and d.address = e.value)) as other
  from omni_conversations c
  cross join jsonb_to_recordset(:evidence::jsonb) as e (position int, id uuid, kind text, value text, offered boolean)
  left join lateral (
    select k.id from omni_contacts k
    where e.kind = 'name' and k.tenant_id = c.tenant_id and lower(k.name) = lower(e.value) and k.id <> c.contact_id
      and k.merged_into is null
    order by k.id limit 1) k on true
  where c.tenant_id = :tenant and c.id = :conversation and (e.kind <> 'name' or k.id is not null)
)
insert into omni_merge_suggestions as g (tenant_id, id, contact_id, kind, address, said, channel, conversation_id, message_id)
select :tenant, s.id, s.contact_id, s.kind, s.address, s.value, :channel, :conversation, :message
from said s
where s.other is distinct from s.contact_id
  and not exists (select from omni_phone_mappings n where s.kind = 'phone' and n.phone_number = s.address)
  and not exists (select from omni_agent_configs a
                  where s.kind = 'email' and a.tenant_id = :tenant
                    and lower(a.settings #>> '{channels_config,email,from}') = s.address)
  and not exists (
    select from omni_merges m
    where m.tenant_id = :tenant and m.undone_at is not null and m.kept_contact = s.contact_id and m.merged_contact = s.other)
  and not exists (
    select from omni_merges m
    where m.tenant_id = :tenant and m.undone_at is not null and m.kept_contact = s.other and m.merged_contact = s.contact_id)
order by s.position
on conflict (tenant_id, contact_id, kind, address) do update set
  channel = excluded.channel, conversation_id = excluded.conversation_id, message_id = excluded.message_id
  where g.status = 'pending' and g.strength = 'weak' and g.message_id < excluded.message_id
    and (g.code_hash is null or g.code_expires_at < now())
    and exists (select from said s where s.kind = excluded.kind and s.address = excluded.address and s.offered)
returning id, kind, address
