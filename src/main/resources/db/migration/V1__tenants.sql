-- Who we answer for: tenants, how their agent behaves, and which numbers are theirs.

-- Tables made from here on are shared with the two roles the program works as; see db/roles.sql.
do $$
begin
  if current_user = 'omni_owner' then
    alter default privileges grant select, insert, update, delete on tables to omni_app, omni_intake;
  end if;
end
$$;

create table omni_tenants (
  tenant_id  text primary key check (tenant_id ~ '^[A-Za-z0-9_-]{1,64}$'),
  created_at timestamptz not null default now()
);

create table omni_agent_configs (
  tenant_id  text        not null references omni_tenants,
  id         uuid        not null,
  version    bigint      not null default 1,
  settings   jsonb       not null check (jsonb_typeof(settings) = 'object'),
  secrets    jsonb       not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
comment on column omni_agent_configs.settings is 'the configuration as the admin API shows it, defaults filled in, secrets left out';
comment on column omni_agent_configs.secrets is 'write-only fields, never part of an answer or an event';

-- One configuration a tenant.
create unique index idx_omni_agent_configs_tenant on omni_agent_configs (tenant_id);
-- A mail address belongs to one tenant.
create unique index omni_agent_configs_mail on omni_agent_configs (lower(settings #>> '{channels_config,email,from}'));

create table omni_phone_mappings (
  tenant_id    text        not null references omni_tenants,
  id           uuid        not null,
  phone_number text        not null unique,
  channels     text[]      not null default '{voice,sms,whatsapp}'
               check (channels <@ '{voice,sms,whatsapp}' and cardinality(channels) > 0),
  account_sid  text,
  created_at   timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index omni_phone_mappings_age on omni_phone_mappings (tenant_id, created_at, id);
