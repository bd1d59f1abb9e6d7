-- No answer now: the lease ends and the lane is ready again in a while. It counts as a failure, of which there may be only so
-- many. What came meanwhile waits as long, but not a keyword: that needs no model. The conversation is locked before its lane,
-- as when a message is accepted.
with held as (
  select tenant_id, id, last_seq from omni_conversations
  where tenant_id = :tenant and id = :conversation
  for no key update
),
meanwhile as (
  select h.tenant_id, h.id, exists (
      select from omni_messages m
      join omni_lanes l on l.tenant_id = m.tenant_id and l.conversation_id = m.conversation_id
      where m.tenant_id = h.tenant_id and m.conversation_id = h.id and m.seq > l.answered_seq and m.direction = 'inbound'
        and m.details ->> 'keyword' <> '' and m.details ->> 'keyword_answered' is null)
    -- Accepted while this waited for the conversation, and not to be seen by this statement: whoever looks at the lane sees it.
    or h.last_seq > coalesce((
      select max(m.seq) from omni_messages m where m.tenant_id = h.tenant_id and m.conversation_id = h.id), 0) as pressing
  from held h
)
update omni_lanes l
set lease_until = null, failures = failures + 1,
    ready_at = case when m.pressing and l.ready_at is not null then l.ready_at
                    else now() + make_interval(secs => :seconds) end
from meanwhile m
where l.tenant_id = m.tenant_id and l.conversation_id = m.id and l.fence = :fence and l.lease_until is not null
