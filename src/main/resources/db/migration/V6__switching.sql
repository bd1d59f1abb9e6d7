-- A conversation goes on by another channel: who wished it, what became of the wish, and the calls that we make.

create table omni_switch_wishes (
  tenant_id       text        not null,
  id              uuid        not null,
  conversation_id uuid        not null,
  channels        text[]      not null check (channels <@ '{voice,sms,whatsapp,email}' and cardinality(channels) > 0),
  wished_by       text        not null check (wished_by in ('customer', 'agent', 'operator', 'rule')),
  reason          text        not null,
  carry           text        not null default '',
  call_id         uuid,
  message_id      uuid,
  tries           integer     not null default 0,
  status          text        not null default 'waiting' check (status in ('waiting', 'done', 'refused')),
  code            text,
  ready_at        timestamptz not null default now(),
  lease_until     timestamptz,
  fence           bigint      not null default 0,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on column omni_switch_wishes.channels is 'in order: the first that is allowed is taken';
comment on column omni_switch_wishes.carry is 'words that travel along; empty for what was said last';
comment on column omni_switch_wishes.tries is 'of a call: how often nobody answered before';
comment on column omni_switch_wishes.code is 'of a refused wish why, of a waiting one for what';
create index omni_switch_wishes_waiting on omni_switch_wishes (ready_at) where status = 'waiting';
create index omni_switch_wishes_conversation on omni_switch_wishes (tenant_id, conversation_id, id desc);
-- A rule wishes once for what happened once.
create unique index omni_switch_wishes_call on omni_switch_wishes (tenant_id, call_id, reason) where call_id is not null;
create unique index omni_switch_wishes_message on omni_switch_wishes (tenant_id, message_id, reason) where message_id is not null;

alter table omni_outbox
  drop constraint omni_outbox_channel_check,
  add constraint omni_outbox_channel_check check (channel in ('voice', 'sms', 'whatsapp', 'email'));

alter table omni_calls
  add column outbox_id   uuid,
  add column opening     text,
  add column answered_by text;
comment on column omni_calls.outbox_id is 'of a call that we make: what asked for it';
comment on column omni_calls.opening is 'what such a call begins with; the greeting without';
comment on column omni_calls.answered_by is 'human, machine_start, machine_end_beep … as Twilio heard it';
create index omni_outbox_calls on omni_outbox (tenant_id, conversation_id) where channel = 'voice' and status = 'sent';
create index omni_calls_outbox on omni_calls (outbox_id) where outbox_id is not null;
