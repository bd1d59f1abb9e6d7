-- The customer asked to go on elsewhere; whoever takes the conversation up next reads it here.
update omni_conversations
set context = context || jsonb_build_object('wished_channel', :channel), updated_at = now()
where tenant_id = :tenant and id = :conversation
