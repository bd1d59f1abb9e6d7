-- How a call stands that we asked for. Nobody answered: it is tried again after a while, so often, and then the customer is
-- written to. A machine answered: what is done about it is told by the row that comes back, once.
with sent as (
  select o.tenant_id, o.id, o.conversation_id, o.message_id, o.ours, o.theirs, o.status, o.payload,
         coalesce(s.settings, :default_settings::jsonb) as settings
  from omni_outbox o
  left join omni_agent_configs s on s.tenant_id = o.tenant_id
  where o.id = nullif(:outbox, '')::uuid and o.channel = 'voice'
),
event as (
  insert into omni_events as e (provider, key, tenant_id)
  select 'twilio', :key, tenant_id from sent
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning (xmax = 0) as first
),
call as (
  insert into omni_calls as k (tenant_id, id, conversation_id, call_sid, account_sid, direction, from_number, to_number,
                               settings, status, outbox_id, opening, ended_at, duration_seconds, answered_by)
  select s.tenant_id, :call_id, s.conversation_id, :call_sid, :account_sid, 'outbound', s.ours, s.theirs, s.settings,
         :call_status, s.id, s.payload ->> 'opening', case when :ended then now() end, :duration::int, nullif(:answered_by, '')
  from sent s, event e
  where e.first
  on conflict (call_sid) do update set
    status = case when :ended or (k.ended_at is null and array_position('{queued,ringing,in-progress}'::text[], excluded.status)
        > coalesce(array_position('{queued,ringing,in-progress}'::text[], k.status), 0)) then excluded.status else k.status end,
    ended_at = case when :ended then coalesce(k.ended_at, now()) else k.ended_at end,
    duration_seconds = coalesce(excluded.duration_seconds, k.duration_seconds),
    answered_by = coalesce(excluded.answered_by, k.answered_by)
  returning k.tenant_id, k.id
),
unanswered as (
  select s.*, coalesce((s.payload ->> 'tries')::int, 0) as tries, (:retry_seconds::text::int[])[coalesce((s.payload ->> 'tries')::int, 0) + 1] as again_in
  from sent s, event e
  where e.first and :call_status in ('busy', 'no-answer', 'failed') and s.status in ('queued', 'sending', 'unknown', 'sent')
),
moved as (
  update omni_outbox o set status = case when u.again_in is not null or cardinality(:fallback::text[]) > 0 then 'replayed' else 'undelivered' end,
    provider_id = :call_sid, error_code = :call_status, reason = 'nobody answered the call', lease_until = null, updated_at = now()
  from unanswered u
  where o.tenant_id = u.tenant_id and o.id = u.id
  returning o.tenant_id, o.id, o.message_id, o.status, o.error_code, o.reason
),
message as (
  update omni_messages m set details = omni_delivery(m.details, o.id, 'undelivered', o.error_code, o.reason)
  from moved o
  where m.tenant_id = o.tenant_id and m.id = o.message_id
),
machine as (
  select s.*, :machine::text as what
  from sent s, event e
  where e.first and (:answered_by like 'machine%' or :answered_by = 'fax')
),
wish as (
  insert into omni_switch_wishes (tenant_id, id, conversation_id, channels, wished_by, reason, carry, tries, ready_at)
  select u.tenant_id, :wish_id::uuid, u.conversation_id, '{voice}', 'rule', 'call_again', '', u.tries + 1,
         now() + make_interval(secs => u.again_in)
  from unanswered u where u.again_in is not null
  union all
  select u.tenant_id, :wish_id::uuid, u.conversation_id, :fallback::text[], 'rule', 'call_unanswered', '', 0,
         now() + make_interval(secs => :fallback_seconds)
  from unanswered u where u.again_in is null and cardinality(:fallback::text[]) > 0
  union all
  select m.tenant_id, :wish_id::uuid, m.conversation_id, :fallback::text[], 'rule', 'call_machine', '', 0,
         now() + make_interval(secs => :fallback_seconds)
  from machine m where m.what = 'text' and cardinality(:fallback::text[]) > 0
)
select m.tenant_id, m.what, m.settings from machine m where m.what <> 'ignore'
