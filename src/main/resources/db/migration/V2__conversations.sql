-- A customer, the addresses that reach them, and the one conversation they have with the tenant.

create table omni_contacts (
  tenant_id  text        not null references omni_tenants,
  id         uuid        not null,
  name       text,
  language   text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

create table omni_contact_addresses (
  tenant_id  text        not null,
  id         uuid        not null,
  kind       text        not null check (kind in ('phone', 'whatsapp', 'email', 'client', 'sip', 'withheld')),
  address    text        not null,
  contact_id uuid        not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, kind, address),
  foreign key (tenant_id, contact_id) references omni_contacts
);
comment on column omni_contact_addresses.kind is
  'phone: E.164, the same by call, SMS and WhatsApp; whatsapp: a business-scoped id; withheld: the call itself, never reused';
create index omni_contact_addresses_contact on omni_contact_addresses (tenant_id, contact_id);

create table omni_conversations (
  tenant_id        text        not null,
  id               uuid        not null,
  contact_id       uuid        not null,
  conversation_sid text,
  status           text        not null default 'active' check (status in ('active', 'idle', 'closed')),
  closed_reason    text        check (closed_reason in ('completed', 'timeout', 'transferred', 'error', 'operator')),
  owner            text        not null default 'agent' check (owner in ('agent', 'human')),
  current_channel  text        not null check (current_channel in ('voice', 'sms', 'whatsapp', 'email')),
  active_channels  jsonb       not null default '[]' check (jsonb_typeof(active_channels) = 'array'),
  channel_switches jsonb       not null default '[]' check (jsonb_typeof(channel_switches) = 'array'),
  context          jsonb       not null default '{}' check (jsonb_typeof(context) = 'object'),
  language         text,
  last_seq         bigint      not null default 0,
  last_message     text,
  last_message_at  timestamptz,
  last_sentiment   text        check (last_sentiment in ('positive', 'neutral', 'negative')),
  message_count    bigint      not null default 0,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  closed_at        timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact_id) references omni_contacts,
  check ((status = 'closed') = (closed_reason is not null))
);
comment on column omni_conversations.last_seq is 'the order of the timeline is taken from here, under this row''s lock';

-- One open conversation a customer.
create unique index omni_conversations_open on omni_conversations (tenant_id, contact_id) where status <> 'closed';
-- Newest activity first.
create index idx_omni_conversations_tenant on omni_conversations (tenant_id, updated_at desc, id desc);
create index idx_omni_conversations_status on omni_conversations (tenant_id, status, updated_at desc);
create index idx_omni_conversations_sid on omni_conversations (conversation_sid) where conversation_sid is not null;

create table omni_messages (
  tenant_id       text        not null,
  id              uuid        not null,
  conversation_id uuid        not null,
  seq             bigint      not null,
  channel         text        not null check (channel in ('voice', 'sms', 'whatsapp', 'email')),
  direction       text        not null check (direction in ('inbound', 'outbound')),
  sender_role     text        not null check (sender_role in ('customer', 'agent', 'human', 'system')),
  content         text        not null,
  transcript      text,
  sentiment       text        check (sentiment in ('positive', 'neutral', 'negative')),
  call_id         uuid,
  details         jsonb       not null default '{}' check (jsonb_typeof(details) = 'object'),
  created_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on column omni_messages.content is 'what was written or recognised; of a spoken answer, what was heard';
comment on column omni_messages.transcript is 'of a spoken message, the whole text';
comment on column omni_messages.details is 'what only some messages have: interrupted, unheard, media, location, delivery';
create unique index idx_omni_messages_conversation on omni_messages (tenant_id, conversation_id, seq);
create index idx_omni_messages_created on omni_messages (created_at);
