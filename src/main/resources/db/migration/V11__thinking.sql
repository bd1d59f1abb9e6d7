-- What tenants' models cost in money.

alter table omni_model_usage add column cost bigint not null default 0;
comment on column omni_model_usage.cost is 'in billionths of the currency of omnichannel.llm-prices';
