-- What tenants' agents had models say.

create table omni_model_usage (
  tenant_id     text   not null references omni_tenants,
  day           date   not null,
  requests      bigint not null default 0,
  input_tokens  bigint not null default 0,
  output_tokens bigint not null default 0,
  primary key (tenant_id, day)
);
comment on table omni_model_usage is 'tokens of a tenant''s days, in the tenant''s own time zone; added to every few seconds by every node';
