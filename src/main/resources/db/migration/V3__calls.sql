-- What happened to us (events, once each) and the calls that came of it.

create table omni_events (
  provider   text        not null,
  key        text        not null,
  tenant_id  text        not null,
  answer     jsonb,
  deliveries integer     not null default 1,
  first_seen timestamptz not null default now(),
  primary key (provider, key)
);
comment on table omni_events is 'a second delivery of an event finds its row here and gets the first answer, rendered from answer';
create index omni_events_age on omni_events (first_seen);

create table omni_calls (
  tenant_id         text        not null,
  id                uuid        not null,
  conversation_id   uuid        not null,
  call_sid          text        not null unique,
  account_sid       text        not null,
  direction         text        not null check (direction in ('inbound', 'outbound')),
  from_number       text        not null,
  to_number         text        not null,
  status            text        not null default 'ringing'
                    check (status in ('queued', 'ringing', 'in-progress', 'completed', 'busy', 'failed', 'no-answer', 'canceled', 'refused')),
  outcome           text,
  settings          jsonb       not null,
  ticket            text        unique,
  ticket_expires_at timestamptz,
  ticket_used_at    timestamptz,
  session_id        text,
  resumes           integer     not null default 0,
  recording         jsonb,
  created_at        timestamptz not null default now(),
  answered_at       timestamptz,
  ended_at          timestamptz,
  duration_seconds  integer,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on column omni_calls.settings is 'the configuration the call began with; it finishes with the same';
comment on column omni_calls.ticket is 'binds one relay session to this call, once, within its expiry; see the contract, section 4';
create index omni_calls_conversation on omni_calls (tenant_id, conversation_id, created_at);
create index omni_calls_live on omni_calls (tenant_id, created_at) where ended_at is null;
create index omni_calls_day on omni_calls (tenant_id, created_at);

create table omni_turns (
  tenant_id        text        not null,
  id               uuid        not null,
  conversation_id  uuid        not null,
  call_id          uuid        not null,
  number           integer     not null,
  reply_message_id uuid,
  outcome          text        not null check (outcome in ('spoken', 'interrupted', 'failed', 'abandoned')),
  first_token_ms   integer,
  last_token_ms    integer,
  tokens           integer     not null default 0,
  created_at       timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, call_id) references omni_calls,
  unique (tenant_id, call_id, number)
);
comment on table omni_turns is 'the ledger of a call: what each answer of the agent cost in time, from the caller''s last word';
