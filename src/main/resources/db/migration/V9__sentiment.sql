-- How customers feel about their conversations, and what the turns of a call cost in time.

alter table omni_conversations
  add column sentiment_trend double precision check (sentiment_trend between -1 and 1),
  add column strained        boolean not null default false;
comment on column omni_conversations.sentiment_trend is 'the weighted mean of the customer''s last messages, from -1 to 1; null before the first was read';
comment on column omni_conversations.strained is 'the trend has fallen and not recovered since: the agent is careful, and the fall was noted';

-- Conversations whose customer's words are being read, or are to be.
create table omni_moods (
  tenant_id       text        not null,
  conversation_id uuid        not null,
  read_seq        bigint      not null,
  ready_at        timestamptz,
  lease_until     timestamptz,
  fence           bigint      not null default 0,
  attempts        integer     not null default 0,
  primary key (tenant_id, conversation_id),
  foreign key (tenant_id, conversation_id) references omni_conversations
);
comment on column omni_moods.read_seq is 'up to here every message of the customer was read, or is older than the reading';
comment on column omni_moods.attempts is 'how often it was taken up since it was last finished';
create index omni_moods_ready on omni_moods (ready_at) where ready_at is not null;
create index omni_moods_leased on omni_moods (lease_until) where lease_until is not null;

-- Whose customers are read.
create index omni_agent_configs_sentiment on omni_agent_configs (tenant_id)
  where settings ->> 'sentiment_analysis_enabled' = 'true';

-- What a turn went through. Milliseconds count from the caller's last word being received; first_token_ms and last_token_ms
-- are the first and the last frame of the answer.
alter table omni_turns
  add column received_at       timestamptz,
  add column model_asked_ms    integer,
  add column model_answered_ms integer,
  add column sent_characters   integer not null default 0,
  add column heard_characters  integer not null default 0;
comment on column omni_turns.model_asked_ms is 'null where no model was asked';
comment on column omni_turns.heard_characters is 'all that was sent, until an interrupt says less';

alter table omni_calls add column nudges integer not null default 0;
comment on column omni_calls.nudges is 'how often a silent caller was asked whether they are still there';
