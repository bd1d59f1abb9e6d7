-- Written channels: lanes that are answered in order, what is to be sent, and who wants nothing more.

create table omni_lanes (
  tenant_id       text        not null,
  conversation_id uuid        not null,
  ready_at        timestamptz,
  lease_until     timestamptz,
  fence           bigint      not null default 0,
  answered_seq    bigint      not null default 0,
  failures        integer     not null default 0,
  primary key (tenant_id, conversation_id),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on table omni_lanes is 'one a conversation: claimed, answered, finished; a text that comes meanwhile makes it ready again';
comment on column omni_lanes.answered_seq is 'up to here every message of the customer is answered';
comment on column omni_lanes.failures is 'how often in a row a lease ran out; after some a human is told';
create index omni_lanes_ready on omni_lanes (tenant_id, ready_at) where ready_at is not null and lease_until is null;
create index omni_lanes_leased on omni_lanes (lease_until) where lease_until is not null;

create table omni_consents (
  tenant_id  text        not null references omni_tenants,
  id         uuid        not null,
  channel    text        not null check (channel in ('voice', 'sms', 'whatsapp', 'email')),
  ours       text        not null,
  theirs     text        not null,
  opted_out  boolean     not null default false,
  reason     text,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, channel, ours, theirs)
);
comment on table omni_consents is 'whether a customer''s address may be written to from one of ours; locked while something is sent';

create table omni_outbox (
  tenant_id       text        not null,
  id              uuid        not null,
  position        bigint      generated always as identity,
  conversation_id uuid        not null,
  message_id      uuid        not null,
  channel         text        not null check (channel in ('sms', 'whatsapp', 'email')),
  kind            text        not null check (kind in ('answer', 'operator', 'notice')),
  ours            text        not null,
  theirs          text        not null,
  payload         jsonb       not null check (jsonb_typeof(payload) = 'object'),
  status          text        not null default 'queued'
                  check (status in ('queued', 'sending', 'unknown', 'sent', 'delivered', 'read',
                                    'undelivered', 'failed', 'suppressed', 'dead', 'replayed', 'discarded')),
  attempts        integer     not null default 0,
  ready_at        timestamptz not null default now(),
  lease_until     timestamptz,
  fence           bigint      not null default 0,
  expires_at      timestamptz not null,
  provider_id     text,
  error_code      text,
  reason          text,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references omni_conversations,
  foreign key (tenant_id, message_id) references omni_messages
);
comment on column omni_outbox.kind is 'answer: the agent''s; operator: a human''s; notice: what the law wants said, opt-out or not';
comment on column omni_outbox.status is 'unknown: the provider may have it; it is looked for before it is sent again';
create index omni_outbox_open on omni_outbox (tenant_id, ready_at) where status in ('queued', 'sending', 'unknown');
create index omni_outbox_order on omni_outbox (tenant_id, conversation_id, position) where status in ('queued', 'sending', 'unknown');
create unique index omni_outbox_id on omni_outbox (id);
create index omni_outbox_provider on omni_outbox (provider_id) where provider_id is not null;
create index omni_outbox_dead on omni_outbox (tenant_id, updated_at desc, id desc) where status in ('dead', 'failed', 'undelivered');
create index omni_outbox_spent on omni_outbox (tenant_id, kind, created_at);
-- What came signed and could not be read.
create index omni_messages_unparsed on omni_messages (tenant_id, created_at desc, id desc)
  where details -> 'unparsed' is not null and details -> 'discarded' is null;

-- A message's details once one part of it has come further. The message is where its worst part is.
create function omni_delivery(details jsonb, part uuid, status text, error_code text, reason text) returns jsonb
language sql immutable as $$
  with parts as (
    select coalesce(details #> '{delivery,parts}', '{}') || jsonb_build_object(part::text, jsonb_strip_nulls(
      jsonb_build_object('status', status, 'error_code', error_code, 'reason', reason))) as parts
  ),
  worst as (
    select each.value from parts, jsonb_each(parts.parts) as each
    order by array_position('{dead,failed,undelivered,suppressed,unknown,queued,sending,sent,delivered,read}'::text[],
                            each.value ->> 'status')
    limit 1
  )
  select details || jsonb_build_object('delivery', worst.value || jsonb_build_object('parts', parts.parts))
  from parts, worst
$$;

-- While a call is live its conversation's lane waits for it.
alter table omni_calls add column last_turn_at timestamptz not null default now();
create index omni_calls_owning on omni_calls (tenant_id, conversation_id) where ended_at is null;

-- What Twilio kept while we were away is looked for, number by number.
alter table omni_phone_mappings
  add column searched_until timestamptz not null default now(),
  add column search_at      timestamptz not null default now();
comment on column omni_phone_mappings.searched_until is 'up to here nothing that Twilio received for this number is missing';
create index omni_phone_mappings_search on omni_phone_mappings (search_at);

-- How far each conversation is copied to Twilio's Conversations API; empty where that is not asked for.
create table omni_mirrors (
  tenant_id       text        not null,
  conversation_id uuid        not null,
  mirrored_seq    bigint      not null default 0,
  participants    integer     not null default 0,
  state           text        not null default 'open' check (state in ('open', 'closed', 'ended')),
  followed_at     timestamptz not null,
  ready_at        timestamptz,
  lease_until     timestamptz,
  fence           bigint      not null default 0,
  unsure          boolean     not null default false,
  attempts        integer     not null default 0,
  trouble         text,
  primary key (tenant_id, conversation_id),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on column omni_mirrors.mirrored_seq is 'up to here Twilio has every message';
comment on column omni_mirrors.state is 'closed: as ours is; ended: Twilio''s copy is gone or was closed there, and is left alone';
comment on column omni_mirrors.unsure is 'Twilio may have the next message already: it is looked for first';
create index omni_mirrors_ready on omni_mirrors (ready_at) where ready_at is not null;
create index omni_mirrors_leased on omni_mirrors (lease_until) where lease_until is not null;

-- A customer's conversations, the latest first.
create index omni_conversations_contact on omni_conversations (tenant_id, contact_id, id desc);

create table omni_idempotency_keys (
  tenant_id  text        not null references omni_tenants,
  key        text        not null,
  path       text        not null,
  body_hash  text        not null,
  status     integer,
  answer     text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, key)
);
comment on table omni_idempotency_keys is 'what was answered to a request with an Idempotency-Key; written in the transaction of what the request did';
comment on column omni_idempotency_keys.answer is 'the body as it was sent, character for character';
create index omni_idempotency_keys_age on omni_idempotency_keys (tenant_id, created_at);
