-- What came in a conversation that is over stays in one that is over, before whatever its customer has begun since: in the one
-- that had gone on there, or else in one of their own.
with known as (
  select c.id
  from omni_merges m
  join omni_conversations c on c.tenant_id = m.tenant_id and c.id = m.closed_conversation
  where m.tenant_id = :tenant and m.id = :id and m.kept_conversation = :over::uuid and c.contact_id = :contact
),
begun as (
  insert into omni_conversations (tenant_id, id, contact_id, status, closed_reason, closed_at, owner, language,
                                  current_channel, active_channels, created_at, updated_at)
  select o.tenant_id, :conversation, :contact, o.status, o.closed_reason, o.closed_at, o.owner, o.language,
         :channel::text, jsonb_build_array(:channel::text), o.created_at, o.updated_at
  from omni_conversations o
  where o.tenant_id = :tenant and o.id = :over::uuid and not exists (select from known)
  returning id
)
select id from known union all select id from begun
