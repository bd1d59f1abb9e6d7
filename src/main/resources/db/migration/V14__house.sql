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

-- Nothing is looked for by its age.
drop index omni_events_age;
drop index omni_tool_calls_age;

-- Whoever deletes a message would read the whole outbox for its key.
create index omni_outbox_message on omni_outbox (tenant_id, message_id);
