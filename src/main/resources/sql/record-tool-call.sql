-- What an agent asked a tool for, and what came of it.
insert into omni_tool_calls (tenant_id, id, conversation_id, tool, outcome, reason, arguments_hash, arguments_size, duration_ms)
values (:tenant, :id, :conversation, :tool, :outcome, :reason, :arguments_hash, :arguments_size, :duration_ms)
