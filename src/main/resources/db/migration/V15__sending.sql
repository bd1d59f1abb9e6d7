-- How many messages of each tenant are being sent is asked with every look for more.
create index omni_outbox_leased on omni_outbox (lease_until) where lease_until is not null;

-- When WhatsApp's window of 24 hours began for a customer at one of our numbers; null where it has not. It is the customer's, in
-- whichever conversation they wrote, and begins when WhatsApp took their message: what was found in Twilio's list came to us
-- later. So of each conversation the last messages are looked at, not the very last alone.
-- PostgreSQL dissolves it in the from of the statement around it and plans it there, once.
create function omni_window_opened_at(tenant text, contact uuid, ours text) returns table (opened_at timestamptz)
language sql stable as $$
  select max(case when m.date_sent ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$' then m.date_sent::timestamptz else m.created_at end)
  from omni_conversations c
  cross join lateral (
    select n.created_at, n.details ->> 'date_sent' as date_sent
    from omni_messages n
    where n.tenant_id = c.tenant_id and n.conversation_id = c.id
      and n.channel = 'whatsapp' and n.direction = 'inbound' and n.details ->> 'to' = ours
    order by n.seq desc limit 20) m
  where c.tenant_id = tenant and c.contact_id = contact and c.updated_at > now() - interval '24 hours'
$$;
