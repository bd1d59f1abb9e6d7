-- The roles the program works as. Run before the migrations, at every start and safely again; by hand, run it as the
-- login that the program uses. It fails, and changes nothing, where that login may not make roles.
--   omni_owner   owns the tables, runs the migrations
--   omni_app     everything that knows its tenant; policies would hold it
--   omni_intake  takes events in before their tenant is known; policies would let it pass (bypassrls)
-- No table has a policy yet: the statements hold tenants apart, and the roles are ready for policies.
do $$
declare
  modern     boolean := current_setting('server_version_num')::int >= 160000;
  usable     text    := case when modern then 'SET' else 'MEMBER' end;
  membership text    := case when modern then 'with inherit true, set true' else '' end;
  login      text    := current_user;
  place      text    := current_schema();
  wanted     record;
  ours       record;
begin
  -- One node at a time.
  perform pg_advisory_xact_lock(hashtextextended('omni_roles', 0));

  for wanted in
    select * from (values ('omni_owner', ''), ('omni_app', ''), ('omni_intake', 'bypassrls')) as roles (name, attribute)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      begin
        execute format('create role %I nologin %s', wanted.name, wanted.attribute);
      exception when duplicate_object or unique_violation then
        null; -- A program on another database of this server was quicker.
      end;
    end if;
    if not pg_has_role(login, wanted.name, usable) then
      execute format('grant %I to %I %s', wanted.name, login, membership);
    end if;
  end loop;

  if not has_schema_privilege('omni_owner', place, 'create') then
    execute format('grant usage, create on schema %I to omni_owner', place);
  end if;
  if not has_schema_privilege('omni_app', place, 'usage') or not has_schema_privilege('omni_intake', place, 'usage') then
    execute format('grant usage on schema %I to omni_app, omni_intake', place);
  end if;
  -- A grant without the right to grant is only a warning.
  if not has_schema_privilege('omni_owner', place, 'create') then
    raise insufficient_privilege using message = format('%I may not let omni_owner create tables in schema %I', login, place);
  end if;

  -- Tables that were made while there were no roles.
  for ours in
    select relname from pg_class
    where relnamespace = place::regnamespace and relname like 'omni\_%' and relkind in ('r', 'p')
      and relowner <> 'omni_owner'::regrole
  loop
    execute format('alter table %I.%I owner to omni_owner', place, ours.relname);
    if ours.relname <> 'omni_schema_history' then
      execute format('grant select, insert, update, delete on %I.%I to omni_app, omni_intake', place, ours.relname);
    end if;
  end loop;

  perform set_config('role', 'omni_owner', true);
  alter default privileges grant select, insert, update, delete on tables to omni_app, omni_intake;
  perform set_config('role', 'none', true);
end
$$;
