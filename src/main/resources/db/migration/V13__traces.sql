-- What later tells who said something, when something was tried, and what nobody could read.

alter table omni_outbox add column tried_at timestamptz;
comment on column omni_outbox.tried_at is 'when it was last handed to the provider; what is found there has to be as old';

alter table omni_turns add column answered_before bigint;
comment on column omni_turns.answered_before is
  'how far its lane was answered before this turn answered more of it; null where the turn answered nothing that was written';

-- A name that two people tell, one customer for a while, has a value of each.
alter table omni_facts add column told_by text not null default '';
alter table omni_facts drop constraint omni_facts_tenant_id_conversation_id_name_key;
alter table omni_facts add unique (tenant_id, conversation_id, name, told_by);
comment on column omni_facts.told_by is 'the address it was told from: what customers who are parted again told goes back to them by it';

create table omni_unreadable_mails (
  id           uuid        primary key,
  kind         text        not null check (kind in ('mail', 'events')),
  sha256       text        not null unique,
  size         bigint      not null,
  content_type text        not null,
  status       text        not null default 'kept' check (status in ('kept', 'replayed', 'discarded')),
  deliveries   integer     not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now()
);
comment on table omni_unreadable_mails is 'signed requests of SendGrid''s that do not even say whom they are for: no tenant''s, an administrator''s';
comment on column omni_unreadable_mails.sha256 is 'of the bytes, which are among the attachments of the node that took them in';
create index omni_unreadable_mails_kept on omni_unreadable_mails (updated_at desc, id desc) where status = 'kept';
