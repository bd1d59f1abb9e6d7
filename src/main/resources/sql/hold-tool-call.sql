-- A call of a tool waits for the customer's yes, and takes the place of one that waited before.
insert into omni_pending_confirmations (tenant_id, id, conversation_id, tool, arguments, arguments_hash, turn_hash,
                                        expires_at)
values (:tenant, :id, :conversation, :tool, :arguments::jsonb, :arguments_hash, :turn_hash, now() + make_interval(secs => :seconds))
on conflict (tenant_id, conversation_id) do update set
  id = excluded.id,
  tool = excluded.tool,
  arguments = excluded.arguments,
  arguments_hash = excluded.arguments_hash,
  turn_hash = excluded.turn_hash,
  expires_at = excluded.expires_at,
  created_at = now()
