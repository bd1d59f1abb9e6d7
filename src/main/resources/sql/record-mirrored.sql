-- One step of the copy is done; the lease goes on, unless somebody else has it.
with mirror as (
  update omni_mirrors m set
    mirrored_seq = greatest(m.mirrored_seq, :seq),
    participants = greatest(m.participants, :participants),
    state = :state,
    trouble = :trouble,
    attempts = 0,
    lease_until = now() + make_interval(secs => :lease_seconds)
  where m.tenant_id = :tenant and m.conversation_id = :conversation and m.fence = :fence
  returning m.tenant_id, m.conversation_id
),
conversation as (
  update omni_conversations c set conversation_sid = :sid
  from mirror m
  where :sid <> '' and c.tenant_id = m.tenant_id and c.id = m.conversation_id and c.conversation_sid is null
)
select count(*) = 1 as ours from mirror
