-- What Twilio's copy of a conversation lacks next. A spoken answer waits until nobody can cut it to what was heard: the
-- caller has spoken again, the call is over, or it was long ago.
select c.conversation_sid, c.status = 'closed' as closed, m.participants, c.contact_id, p.name,
       coalesce((select jsonb_object_agg(a.kind, a.address)
                 from omni_contact_addresses a
                 where a.tenant_id = c.tenant_id and a.contact_id = c.contact_id
                   and a.kind in ('phone', 'whatsapp', 'email')), '{}') as addresses,
       n.id as message_id, n.seq, n.sender_role, n.channel, n.direction, n.content, n.details, n.created_at,
       n.channel <> 'voice' or n.sender_role <> 'agent' or n.call_id is null
         or n.created_at < now() - interval '5 minutes'
         or exists (select from omni_calls k
                    where k.tenant_id = n.tenant_id and k.id = n.call_id and k.ended_at < now() - interval '2 seconds')
         or exists (select from omni_messages later
                    where later.tenant_id = n.tenant_id and later.conversation_id = n.conversation_id
                      and later.seq > n.seq and later.call_id = n.call_id) as settled
from omni_mirrors m
join omni_conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
join omni_contacts p on p.tenant_id = c.tenant_id and p.id = c.contact_id
left join lateral (
  select * from omni_messages
  where tenant_id = m.tenant_id and conversation_id = m.conversation_id and seq > m.mirrored_seq
  order by seq limit 1
) n on true
where m.tenant_id = :tenant and m.conversation_id = :conversation and m.fence = :fence
