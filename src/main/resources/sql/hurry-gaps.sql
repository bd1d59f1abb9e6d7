-- Something was missed: these numbers, or all, are looked through at once.
update omni_phone_mappings set search_at = now()
where search_at > now() and (:all or phone_number = any (:numbers))
