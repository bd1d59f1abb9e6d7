-- A human is asked for: one hand-off at a time in a conversation, and what humans are told about it.

create table omni_handoffs (
  tenant_id       text        not null,
  id              uuid        not null,
  conversation_id uuid        not null,
  call_id         uuid,
  reason          text        not null default '',
  status          text        not null default 'open' check (status in ('announced', 'open', 'ended')),
  created_at      timestamptz not null default now(),
  ended_at        timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on column omni_handoffs.status is
  'announced: a caller is being told, the conversation is still the agent''s; open: a human owns it; ended: no longer';
comment on column omni_handoffs.call_id is 'the call that decides what becomes of it; none once an operator has taken over';
-- Whoever asks, and however often: one.
create unique index omni_handoffs_open on omni_handoffs (tenant_id, conversation_id) where status <> 'ended';
create index omni_handoffs_conversation on omni_handoffs (tenant_id, conversation_id, id desc);

-- Whoever gives a conversation back or ends it has ended its hand-off.
create function omni_end_handoff() returns trigger language plpgsql as $$
begin
  update omni_handoffs set status = 'ended', ended_at = now()
  where tenant_id = new.tenant_id and conversation_id = new.id and status <> 'ended';
  return null;
end
$$;
create trigger omni_end_handoff after update on omni_conversations for each row
  when ((old.owner = 'human' and new.owner = 'agent') or (old.status <> 'closed' and new.status = 'closed'))
  execute function omni_end_handoff();

create table omni_briefings (
  tenant_id       text        not null,
  id              uuid        not null,
  conversation_id uuid        not null,
  source          uuid        not null,
  occasion        text        not null check (occasion in ('handoff', 'callback', 'voicemail', 'transcription')),
  way             text        not null check (way in ('note', 'sms', 'email', 'webhook')),
  message_id      uuid,
  status          text        not null default 'waiting' check (status in ('waiting', 'done', 'dead')),
  reason          text,
  attempts        integer     not null default 0,
  ready_at        timestamptz not null default now(),
  lease_until     timestamptz,
  fence           bigint      not null default 0,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  -- Told once by each way, whatever is delivered twice.
  unique (tenant_id, source, occasion, way),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on table omni_briefings is 'what a human is told: first as a note in the timeline, then by the ways that are set';
comment on column omni_briefings.source is 'the hand-off, or the call that left something';
comment on column omni_briefings.message_id is 'the note that says it';
create index omni_briefings_waiting on omni_briefings (ready_at) where status = 'waiting';

alter table omni_outbox
  drop constraint omni_outbox_kind_check,
  add constraint omni_outbox_kind_check check (kind in ('answer', 'operator', 'notice', 'briefing'));
comment on column omni_outbox.kind is
  'answer: the agent''s; operator: a human''s; notice: what the law wants said, opt-out or not; briefing: for a human of the tenant''s';

-- Whether a business is open: spans of local time a day; one whose end is not after its start goes on into the next day.
-- In plpgsql, which plans it once a session: a third of what accepting a call cost was planning it each time.
create function omni_is_open(settings jsonb, at timestamptz) returns boolean language plpgsql stable as $$
declare
  hours constant jsonb := settings -> 'opening_hours';
  local constant timestamp := at at time zone coalesce(settings ->> 'time_zone', 'Europe/Paris');
begin
  if coalesce(jsonb_typeof(hours), 'null') = 'null' then
    return true;
  end if;
  return exists (
    select
    from (values (0), (1)) as since (days)
    cross join lateral (select date_trunc('day', local) - make_interval(days => since.days) as midnight) day
    cross join lateral jsonb_array_elements(coalesce(
      hours -> (array['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[extract(isodow from day.midnight)::int], '[]')) as span
    where local >= day.midnight + (span ->> 0)::interval
      and local < day.midnight + (span ->> 1)::interval
        + case when (span ->> 1)::interval <= (span ->> 0)::interval then interval '1 day' else interval '0' end);
end
$$;
