-- What later tells when something was tried.

alter table omni_outbox add column tried_at timestamptz;
comment on column omni_outbox.tried_at is 'when it was last handed to the provider; what is found there has to be as old';
