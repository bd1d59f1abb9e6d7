-- Read up to here; the lease ends, and what came meanwhile is read next.
update omni_moods set
  read_seq = greatest(read_seq, :read_seq),
  ready_at = case when :more then now() else ready_at end,
  lease_until = null,
  attempts = 0
where tenant_id = :tenant and conversation_id = :conversation and fence = :fence
returning ready_at is not null as again
