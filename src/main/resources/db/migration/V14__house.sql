-- Indexes that fit what is read.

-- Nothing is looked for by its age.
drop index omni_events_age;
drop index omni_tool_calls_age;

-- Whoever deletes a message would read the whole outbox for its key.
create index omni_outbox_message on omni_outbox (tenant_id, message_id);
