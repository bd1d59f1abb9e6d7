-- The customer said yes, in another turn than the one that asked: the waiting call may run, once.
delete from omni_pending_confirmations
where tenant_id = :tenant and conversation_id = :conversation
  and tool = :tool and arguments_hash = :arguments_hash and turn_hash <> :turn_hash and expires_at > now()
returning arguments
