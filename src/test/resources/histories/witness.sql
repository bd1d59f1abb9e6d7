-- Who changed what, by the transaction that did it: what the invariants are judged by. A snapshot is that of the statement
-- which looked, so it says exactly what the statement could know.
create table witness (
  n               bigint generated always as identity primary key,
  what            text   not null,
  tenant_id       text   not null,
  id              uuid   not null,
  conversation_id uuid,
  xid             xid8   not null default pg_current_xact_id(),
  snapshot        pg_snapshot,
  data            jsonb  not null
);

-- Whoever sends writes the customer's consent first, in the statement that also looks who owns the conversation.
create function witness_consent() returns trigger language plpgsql security definer as $$
begin
  insert into witness (what, tenant_id, id, snapshot, data)
  values ('consent', new.tenant_id, new.id, current_setting('witness.seen')::pg_snapshot,
          jsonb_build_object('channel', new.channel, 'ours', new.ours, 'theirs', new.theirs, 'opted_out', new.opted_out));
  return null;
end $$;
create trigger witness_consent after insert or update on omni_consents for each row
  when (set_config('witness.seen', pg_current_snapshot()::text, true) is not null) execute function witness_consent();

create function witness_sent() returns trigger language plpgsql security definer as $$
begin
  insert into witness (what, tenant_id, id, conversation_id, data)
  values ('sent', new.tenant_id, new.id, new.conversation_id,
          jsonb_build_object('channel', new.channel, 'kind', new.kind, 'ours', new.ours, 'theirs', new.theirs,
            'hands_over', coalesce((new.payload ->> 'hands_over')::boolean, false)));
  return null;
end $$;
create trigger witness_sent after update on omni_outbox for each row
  when (old.status in ('sending', 'unknown') and new.status not in ('queued', 'sending', 'unknown', 'suppressed', 'dead'))
  execute function witness_sent();

create function witness_hand_over() returns trigger language plpgsql security definer as $$
begin
  insert into witness (what, tenant_id, id, conversation_id, data)
  values ('hand_over', new.tenant_id, new.message_id, new.conversation_id, '{}');
  return null;
end $$;
create trigger witness_hand_over after insert on omni_outbox for each row
  when (new.payload ->> 'hands_over' = 'true') execute function witness_hand_over();

create function witness_conversation() returns trigger language plpgsql security definer as $$
begin
  insert into witness (what, tenant_id, id, conversation_id, data)
  values ('conversation', new.tenant_id, new.id, new.id,
          jsonb_build_object('owner_was', old.owner, 'owner', new.owner, 'channel_was', old.current_channel,
            'channel', new.current_channel, 'switches_was', jsonb_array_length(old.channel_switches),
            'switches', jsonb_array_length(new.channel_switches), 'switch', new.channel_switches -> -1,
            'merged_into', new.merged_into, 'status', new.status));
  return null;
end $$;
create trigger witness_conversation after update on omni_conversations for each row
  when ((old.owner, old.current_channel, old.channel_switches, old.status, old.merged_into)
        is distinct from (new.owner, new.current_channel, new.channel_switches, new.status, new.merged_into))
  execute function witness_conversation();

-- An agent's message, and who owned the conversation when it was written: the row is locked by whoever writes.
create function witness_agent() returns trigger language plpgsql security definer as $$
begin
  insert into witness (what, tenant_id, id, conversation_id, data)
  select 'agent', new.tenant_id, new.id, new.conversation_id,
         jsonb_build_object('owner', c.owner, 'channel', new.channel, 'content', new.content)
  from omni_conversations c where c.tenant_id = new.tenant_id and c.id = new.conversation_id;
  return null;
end $$;
create trigger witness_agent after insert on omni_messages for each row
  when (new.sender_role = 'agent') execute function witness_agent();

-- What was decided about a customer's call, as the deciding statement saw it.
create function witness_call() returns trigger language plpgsql security definer as $$
begin
  insert into witness (what, tenant_id, id, conversation_id, snapshot, data)
  values ('call', new.tenant_id, new.id, new.conversation_id, current_setting('witness.seen')::pg_snapshot,
          jsonb_build_object('sid', new.call_sid, 'outcome', new.outcome));
  return null;
end $$;
create trigger witness_call after insert or update on omni_calls for each row
  when (new.outcome is not null and set_config('witness.seen', pg_current_snapshot()::text, true) is not null)
  execute function witness_call();
