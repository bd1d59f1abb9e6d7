-- This message held a code, or the address that one was sent to, and needs no other answer.
update omni_messages set details = details || jsonb_build_object('code', :outcome)
where tenant_id = :tenant and id = :message and details ->> 'code' is null
returning id
