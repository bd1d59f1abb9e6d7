-- Nothing to answer: the lease ends, and what came meanwhile has made the lane ready by itself.
update omni_lanes
set lease_until = null, failures = 0, answered_seq = greatest(answered_seq, :answered_seq)
where tenant_id = :tenant and conversation_id = :conversation and fence = :fence
