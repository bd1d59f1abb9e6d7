-- What agents do for customers, and what they keep in mind about them.

create table omni_tool_calls (
  tenant_id       text        not null,
  id              uuid        not null,
  conversation_id uuid        not null,
  tool            text        not null,
  outcome         text        not null check (outcome in ('done', 'held', 'refused', 'failed', 'cancelled')),
  reason          text,
  arguments_hash  text        not null,
  arguments_size  integer     not null,
  duration_ms     integer     not null,
  created_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on table omni_tool_calls is 'every call of a tool that an agent asked for, refused ones too; of its arguments only size and SHA-256';
comment on column omni_tool_calls.reason is 'why it was not done: not_allowed, invalid_arguments, time_limit …';
create index omni_tool_calls_conversation on omni_tool_calls (tenant_id, conversation_id, created_at);
create index omni_tool_calls_age on omni_tool_calls (created_at);

create table omni_pending_confirmations (
  tenant_id       text        not null,
  id              uuid        not null,
  conversation_id uuid        not null,
  tool            text        not null,
  arguments       jsonb       not null,
  arguments_hash  text        not null,
  turn_hash       text        not null,
  expires_at      timestamptz not null,
  created_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on table omni_pending_confirmations is 'the one call of a tool that waits for the customer''s yes; a newer one takes its place';
comment on column omni_pending_confirmations.arguments is 'what the customer is asked about, and what is done after their yes';
comment on column omni_pending_confirmations.arguments_hash is 'of those that a model cannot put in other words: dates, numbers, choices';
comment on column omni_pending_confirmations.turn_hash is 'the turn that asked for it: another turn has to bring the yes';

create table omni_facts (
  tenant_id       text        not null,
  id              uuid        not null,
  conversation_id uuid        not null,
  name            text        not null check (length(name) <= 40),
  value           text        not null check (length(value) <= 300),
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id, name),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on table omni_facts is 'what a customer told about themselves: a name, an address, a wish; a bounded number a customer';
comment on column omni_facts.conversation_id is 'where it was told: whose conversation it is says whose fact it is, also when customers are joined or parted';

create table omni_summaries (
  tenant_id       text        not null,
  conversation_id uuid        not null,
  up_to_seq       bigint      not null,
  content         text        not null,
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, conversation_id),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on table omni_summaries is 'the older part of a long conversation in a few lines, made in the background';

-- What is known of a customer beside the latest lines: the latest of what they told, by name, and the latest summary.
create function omni_memory(tenant text, contact uuid) returns table (facts jsonb, summary text)
language sql stable as $$
  select
    (select jsonb_agg(jsonb_build_object('name', told.name, 'value', told.value) order by told.first_at)
     from (select f.name, (array_agg(f.value order by f.updated_at desc))[1] as value, min(f.created_at) as first_at
           from omni_conversations c
           join omni_facts f on f.tenant_id = c.tenant_id and f.conversation_id = c.id
           where c.tenant_id = tenant and c.contact_id = contact
           group by f.name) told),
    (select s.content
     from omni_conversations c
     join omni_summaries s on s.tenant_id = c.tenant_id and s.conversation_id = c.id
     where c.tenant_id = tenant and c.contact_id = contact
     order by c.id desc limit 1)
$$;

-- The worked example routes/tools/book-appointment.
create table omni_appointments (
  tenant_id       text        not null,
  id              uuid        not null,
  contact_id      uuid        not null,
  conversation_id uuid        not null,
  starts_at       timestamptz not null,
  subject         text,
  created_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, starts_at),
  foreign key (tenant_id, contact_id) references omni_contacts,
  foreign key (tenant_id, conversation_id) references omni_conversations
);
create index omni_appointments_contact on omni_appointments (tenant_id, contact_id);
