-- What is not settled yet is found by its indexes only where a statement asks for it by this column. Asked by the words of the
-- status, they were small when PostgreSQL planned and looked cheaper than the key: who looked for one message read all that
-- wait of its tenant.
alter table omni_outbox
  add column is_open boolean not null generated always as (status in ('queued', 'sending', 'unknown')) stored,
  drop constraint omni_outbox_kind_check,
  add constraint omni_outbox_kind_check check (kind in ('answer', 'operator', 'notice', 'identity', 'briefing'));
drop index omni_outbox_open;
drop index omni_outbox_order;
-- Mails are taken apart from everything else.
create index omni_outbox_open on omni_outbox (tenant_id, (channel = 'email'), ready_at) where is_open;
create index omni_outbox_order on omni_outbox (tenant_id, conversation_id, position) where is_open;

comment on column omni_outbox.is_open is 'whether it may still have to be sent, or to be asked for';
comment on column omni_outbox.kind is
  'answer: the agent''s; operator: a human''s; notice: what the law wants said, opt-out or not; identity: what confirms an address; briefing: what a human is told before they take over';
