-- What a message left as: text, or the template that stands for what was left of it.
select coalesce(details ->> 'sent_as', '') as sent_as from omni_messages where tenant_id = :tenant and id = :message
