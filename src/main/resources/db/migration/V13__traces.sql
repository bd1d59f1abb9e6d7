-- What later tells who said something, when something was tried.

alter table omni_outbox add column tried_at timestamptz;
comment on column omni_outbox.tried_at is 'when it was last handed to the provider; what is found there has to be as old';

-- A name that two people tell, one customer for a while, has a value of each.
alter table omni_facts add column told_by text not null default '';
alter table omni_facts drop constraint omni_facts_tenant_id_conversation_id_name_key;
alter table omni_facts add unique (tenant_id, conversation_id, name, told_by);
comment on column omni_facts.told_by is 'the address it was told from: what customers who are parted again told goes back to them by it';
