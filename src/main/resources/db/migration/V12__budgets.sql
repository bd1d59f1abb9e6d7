-- What tenants' models take beside tokens and money.

alter table omni_model_usage
  add column tool_steps  bigint not null default 0,
  add column busy_micros bigint not null default 0;
comment on column omni_model_usage.tool_steps is 'how often a model had tools do something';
comment on column omni_model_usage.busy_micros is 'how long models and tools worked, by the clock';
