-- Messages to this customer that we already know by their provider's name.
select provider_id from omni_outbox
where tenant_id = :tenant and theirs = :theirs and id <> :id and provider_id is not null
  and created_at > now() - interval '2 days'
