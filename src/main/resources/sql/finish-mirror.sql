-- The lease ends. What came meanwhile has made the row ready by itself; after a failure it waits all the same.
update omni_mirrors m set
  lease_until = null,
  unsure = :unsure,
  attempts = case when :retry_millis < 0 then 0 else m.attempts end,
  trouble = coalesce(:trouble, m.trouble),
  ready_at = case when :retry_millis < 0 then m.ready_at else now() + make_interval(secs => :retry_millis / 1000.0) end
where m.tenant_id = :tenant and m.conversation_id = :conversation and m.fence = :fence
