-- What several statements ask in the same words, and indexes that fit what is read.

-- Somebody speaks in a call: it has not ended, and somebody has said something a short while ago.
-- PostgreSQL dissolves it in the statement around it.
create function omni_is_spoken(ended_at timestamptz, last_turn_at timestamptz) returns boolean language sql stable as $$
  select ended_at is null and last_turn_at > now() - interval '60 seconds'
$$;

-- A key of the tenant's own model is kept only for the address it was given for.
create function omni_kept_secrets(api_key text, settings jsonb, settings_before jsonb, secrets_before jsonb)
  returns jsonb language sql immutable as $$
  select case
    when api_key is not null then jsonb_build_object('llm', jsonb_build_object('api_key', api_key))
    when settings -> 'llm' = 'null' then '{}'
    when settings #> '{llm,base_url}' is not distinct from settings_before #> '{llm,base_url}' then secrets_before
    else '{}'
  end
$$;

-- How far a message has come, as before: only that PostgreSQL plans it once a session, which it does for the functions of
-- plpgsql and not for those of SQL that cannot be dissolved in the statement around them.

create or replace function omni_delivery(details jsonb, part uuid, status text, error_code text, reason text) returns jsonb
language plpgsql immutable as $$
declare
  parts constant jsonb := coalesce(details #> '{delivery,parts}', '{}') || jsonb_build_object(part::text, jsonb_strip_nulls(
    jsonb_build_object('status', status, 'error_code', error_code, 'reason', reason)));
  worst jsonb;
begin
  select each.value into worst
  from jsonb_each(parts) as each
  order by array_position('{dead,failed,undelivered,suppressed,unknown,queued,sending,sent,delivered,read}'::text[],
                          each.value ->> 'status')
  limit 1;
  return details || jsonb_build_object('delivery', worst || jsonb_build_object('parts', parts));
end
$$;

-- Nothing is looked for by its age.
drop index omni_events_age;
drop index omni_tool_calls_age;

-- Whoever deletes a message would read the whole outbox for its key.
create index omni_outbox_message on omni_outbox (tenant_id, message_id);

comment on column omni_calls.ticket is 'binds one relay session to this call, once, within its expiry';
