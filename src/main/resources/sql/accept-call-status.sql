-- How a call stands, in whatever order the callbacks arrive: an ended call stays ended. One that ended with its line to us
-- lost and not taken up again may have left something unheard: what becomes of that is decided after a while.
with call as (
  select tenant_id, id from omni_calls where call_sid = :call_sid and account_sid = :account_sid
),
event as (
  insert into omni_events as e (provider, key, tenant_id)
  select 'twilio', :key, tenant_id from call
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning (xmax = 0) as first
),
moved as (
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
  returning k.tenant_id, k.id, k.conversation_id, k.outcome, k.resumes, k.ticket_used_at
)
insert into omni_switch_wishes (tenant_id, id, conversation_id, channels, wished_by, reason, call_id, ready_at)
select m.tenant_id, :wish_id, m.conversation_id, :dropped::text[], 'rule', 'call_dropped', m.id,
       now() + make_interval(secs => :dropped_seconds)
from moved m
where :ended and cardinality(:dropped::text[]) > 0
  and (m.outcome = 'lost' or (m.resumes > 0 and m.ticket_used_at is null))
  and not exists (select from omni_switch_wishes w
                  where w.tenant_id = m.tenant_id and w.call_id = m.id and w.reason = 'voice_down')
on conflict do nothing
