-- How a call stands, in whatever order the callbacks arrive: an ended call stays ended.
with call as (
  select tenant_id, id from omni_calls where call_sid = :call_sid and account_sid = :account_sid
),
event as (
  insert into omni_events as e (provider, key, tenant_id)
  select 'twilio', :key, tenant_id from call
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning (xmax = 0) as first
)
update omni_calls k set
  status = :call_status,
  ended_at = case when :ended then coalesce(k.ended_at, now()) end,
  duration_seconds = coalesce(:duration::int, k.duration_seconds)
from call c, event e
where e.first and k.tenant_id = c.tenant_id and k.id = c.id
  and k.status <> 'refused'
  -- A later stage is never undone by an earlier one.
  and (:ended or (k.ended_at is null
    and array_position('{queued,ringing,in-progress}'::text[], :call_status)
      > coalesce(array_position('{queued,ringing,in-progress}'::text[], k.status), 0)))
