-- No answer now: the lease ends and the lane is ready again in a while. It counts as a failure, of which there may be only so many.
update omni_lanes
set lease_until = null, ready_at = now() + make_interval(secs => :seconds), failures = failures + 1
where tenant_id = :tenant and conversation_id = :conversation and fence = :fence and lease_until is not null
