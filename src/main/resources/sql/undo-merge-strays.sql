-- What has come since in a conversation of the one customer and belongs to the other by its address: what they wrote, said
-- in their own calls, or were answered there. By customer, the oldest first, with the conversation where that is over.
with merge as (
  select * from omni_merges where tenant_id = :tenant and id = :id
),
entry as (
  select t.id, case c.status when 'closed' then c.id end as over, t.seq, t.channel, c.contact_id, c.created_at as begun,
         coalesce(
           case when t.direction = 'inbound' then t.details ->> 'from' end,
           (select case k.direction when 'inbound' then k.from_number else k.to_number end
            from omni_calls k where k.tenant_id = t.tenant_id and k.id = t.call_id),
           (select o.theirs from omni_outbox o where o.tenant_id = t.tenant_id and o.message_id = t.id limit 1)) as address
  from merge m
  join omni_conversations c on c.tenant_id = m.tenant_id and c.contact_id in (m.kept_contact, m.merged_contact)
    and (c.id = m.kept_conversation or c.created_at > m.merged_at)
  join omni_messages t on t.tenant_id = c.tenant_id and t.conversation_id = c.id
    and (c.id <> m.kept_conversation or t.seq > m.kept_after)
)
select e.id, e.channel, a.contact_id, e.over
from entry e
join omni_contact_addresses a on a.tenant_id = :tenant and a.address = e.address
join merge m on a.contact_id in (m.kept_contact, m.merged_contact)
where a.contact_id <> e.contact_id
order by a.contact_id, e.begun, e.seq
