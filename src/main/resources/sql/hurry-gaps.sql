-- Something may have been missed: every number is looked through at once.
update omni_phone_mappings set search_at = now() where search_at > now()
