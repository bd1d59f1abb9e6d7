-- Who is who: what suggests that two customers are one, which were joined, and how that is taken back.

alter table omni_contacts add column merged_into uuid;
alter table omni_contacts add foreign key (tenant_id, merged_into) references omni_contacts;
comment on column omni_contacts.merged_into is 'the customer whom this one turned out to be; its addresses and conversations are there';
create index omni_contacts_merged on omni_contacts (tenant_id, merged_into) where merged_into is not null;
create index omni_contacts_name on omni_contacts (tenant_id, lower(name)) where name is not null;

alter table omni_conversations add column merged_into uuid, add column merged_after bigint;
alter table omni_conversations add foreign key (tenant_id, merged_into) references omni_conversations;
comment on column omni_conversations.merged_into is 'closed because its customer goes on there; its messages stay here, with their places';
comment on column omni_conversations.merged_after is 'its messages come behind the one with this seq in the timeline of merged_into';
create index omni_conversations_merged on omni_conversations (tenant_id, merged_into) where merged_into is not null;

create table omni_merges (
  tenant_id           text        not null references omni_tenants,
  id                  uuid        not null,
  kept_contact        uuid        not null,
  merged_contact      uuid        not null,
  moved_addresses     uuid[]      not null default '{}',
  moved_conversations uuid[]      not null default '{}',
  kept_conversation   uuid,
  closed_conversation uuid,
  kept_after          bigint      not null default 0,
  moved_messages      jsonb       not null default '[]' check (jsonb_typeof(moved_messages) = 'array'),
  before              jsonb       not null default '{}' check (jsonb_typeof(before) = 'object'),
  reason              text        not null check (reason in ('same_whatsapp', 'code', 'operator')),
  merged_by           text        not null check (merged_by in ('system', 'customer', 'operator')),
  merged_at           timestamptz not null default now(),
  undone_by           text        check (undone_by in ('operator')),
  undone_at           timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, kept_contact) references omni_contacts,
  foreign key (tenant_id, merged_contact) references omni_contacts,
  check (kept_contact <> merged_contact)
);
comment on column omni_merges.kept_after is 'the last seq of kept_conversation when the merge came';
comment on column omni_merges.moved_messages is 'what waited for an answer and went along: id and the seq it had at home';
comment on column omni_merges.before is 'what the merge changed and no other column tells';
create index omni_merges_kept on omni_merges (tenant_id, kept_contact, merged_contact);
create index omni_merges_merged on omni_merges (tenant_id, merged_contact, kept_contact);

create table omni_merge_suggestions (
  tenant_id       text        not null references omni_tenants,
  id              uuid        not null,
  contact_id      uuid        not null,
  kind            text        not null check (kind in ('phone', 'whatsapp', 'email', 'name')),
  address         text        not null,
  strength        text        not null default 'weak' check (strength in ('strong', 'weak')),
  status          text        not null default 'pending'
                  check (status in ('pending', 'confirmed', 'dismissed', 'undone')),
  said            text        not null,
  channel         text        not null check (channel in ('voice', 'sms', 'whatsapp', 'email')),
  conversation_id uuid        not null,
  message_id      uuid        not null,
  code_hash       text,
  code_salt       text,
  code_expires_at timestamptz,
  code_attempts   integer     not null default 0,
  codes_sent      integer     not null default 0,
  code_outbox     uuid,
  lease_until     timestamptz,
  decided_by      text        check (decided_by in ('system', 'customer', 'operator')),
  decided_at      timestamptz,
  merge_id        uuid,
  created_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, contact_id, kind, address),
  foreign key (tenant_id, contact_id) references omni_contacts
);
comment on table omni_merge_suggestions is 'an address, or a name, that seems to be this customer''s as well; each is suggested once';
comment on column omni_merge_suggestions.address is 'as in omni_contact_addresses; of a name, the id of the customer who has it';
comment on column omni_merge_suggestions.strength is 'strong: one event proved both addresses, and the merge follows by itself';
comment on column omni_merge_suggestions.conversation_id is 'where it was said, and where a code is expected';
comment on column omni_merge_suggestions.code_hash is 'of the code that was sent to the address, salted and slow to try; the code itself is nowhere but in the message';
comment on column omni_merge_suggestions.said is 'what was found in the customer''s words';
create index omni_merge_suggestions_list on omni_merge_suggestions (tenant_id, status, id desc);
create index omni_merge_suggestions_contact on omni_merge_suggestions (tenant_id, contact_id, id desc);
create index omni_merge_suggestions_address on omni_merge_suggestions (tenant_id, kind, address);
create index omni_merge_suggestions_strong on omni_merge_suggestions (tenant_id, id)
  where strength = 'strong' and status = 'pending';
create index omni_merge_suggestions_conversation on omni_merge_suggestions (tenant_id, conversation_id)
  where status = 'pending' and code_hash is not null;

-- Conversations that nobody speaks in come to rest; see lifetimes in the configuration.
create index omni_conversations_resting on omni_conversations (tenant_id, current_channel, status, updated_at) where status <> 'closed';

-- A conversation with those that were merged into it, and where their messages come: compare place || 2 * seq.
create function omni_chapters(tenant text, conversation uuid) returns table (id uuid, place bigint[])
language sql stable as $$
  with recursive chapter as (
    select conversation as id, '{}'::bigint[] as place
    union all
    select c.id, p.place || (2 * c.merged_after + 1)
    from chapter p
    join omni_conversations c on c.tenant_id = tenant and c.merged_into = p.id
    where cardinality(p.place) < 16
  )
  select chapter.id, chapter.place from chapter
$$;

-- What an agent is told of a conversation, to be ordered by place: its latest entries with those of the conversations merged
-- into it, and before them the end of the customer's two conversations before, each behind a line that says so. Written so
-- that a statement which uses it is planned with it, once.
create function omni_history(tenant text, conversation uuid, lines integer)
returns table (id uuid, seq bigint, role text, direction text, channel text, content text, details jsonb,
               created_at timestamptz, earlier boolean, place bigint[])
language sql stable as $$
  with own as (
    select m.id, m.seq, m.sender_role, m.direction, m.channel, m.content, m.details, m.created_at,
           c.id <> conversation as earlier, 1::bigint || c.place || (2 * m.seq) as place
    from omni_chapters(tenant, conversation) c
    cross join lateral (
      select * from omni_messages m
      where m.tenant_id = tenant and m.conversation_id = c.id
      order by m.seq desc limit lines) m
    order by 10 desc
    limit lines
  ),
  previous as (
    select p.id, coalesce(p.closed_at, p.updated_at) as closed_at, p.current_channel, row_number() over (order by p.id) as number
    from omni_conversations this
    cross join lateral (
      select * from omni_conversations p
      where p.tenant_id = tenant and p.contact_id = this.contact_id and p.id <> this.id
        and p.status = 'closed' and p.merged_into is null and p.created_at <= this.created_at
      order by p.id desc limit 2) p
    where this.tenant_id = tenant and this.id = conversation
  )
  select o.id, o.seq, o.sender_role, o.direction, o.channel, o.content, o.details, o.created_at, o.earlier, o.place
  from own o
  union all
  select m.id, m.seq, m.sender_role, m.direction, m.channel, m.content, m.details, m.created_at, true,
         array[0, p.number, m.seq]
  from previous p
  cross join lateral (
    select * from omni_messages m
    where m.tenant_id = tenant and m.conversation_id = p.id
    order by m.seq desc limit 20) m
  union all
  select p.id, 0::bigint, 'system', 'outbound', p.current_channel,
         'An earlier conversation, closed on ' || to_char(p.closed_at, 'YYYY-MM-DD') || ':', '{}'::jsonb, p.closed_at, true,
         array[0, p.number, 0]
  from previous p
$$;
