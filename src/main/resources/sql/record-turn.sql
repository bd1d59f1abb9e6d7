-- What the agent answered in a call, and what the answer cost in time.
insert into omni_turns (tenant_id, id, conversation_id, call_id, number, reply_message_id, outcome, first_token_ms, last_token_ms, tokens)
values (:tenant, :id, :conversation, :call, :number, :message, :outcome, :first_token_ms, :last_token_ms, :tokens)
on conflict (tenant_id, call_id, number) do nothing
