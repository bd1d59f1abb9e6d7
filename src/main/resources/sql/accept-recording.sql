-- A recording of a call is ready, or will never be; or what was said in it has been written down. Of a message that a caller
-- left, the timeline and the human who is waited for are told.
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
  update omni_calls k set recording = coalesce(k.recording, '{}') || :recording::jsonb
  from call c, event e
  where e.first and k.tenant_id = c.tenant_id and k.id = c.id
  returning k.tenant_id, k.id, k.conversation_id, k.outcome
)
insert into omni_briefings (tenant_id, id, conversation_id, source, occasion, way)
select tenant_id, :briefing_id::uuid, conversation_id, id, :occasion::text, 'note'
from moved
where :occasion <> '' and outcome in ('unanswered', 'voicemail')
on conflict do nothing
