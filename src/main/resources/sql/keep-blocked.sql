-- The customer has asked us for messages again, and Twilio still blocks them: only their START to Twilio lifts that. Their
-- consent is locked by whoever sends.
update omni_consents set opted_out = true, reason = 'not lifted by the provider', updated_at = now()
where tenant_id = :tenant and channel = :channel and ours = :ours and theirs = :theirs
