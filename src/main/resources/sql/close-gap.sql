-- A number has been looked through. Where somebody asked for another look meanwhile, it stays due.
update omni_phone_mappings
set searched_until = greatest(searched_until, :until),
    search_at = case when search_at = :lease_until then now() + make_interval(secs => :again_seconds) else search_at end
where tenant_id = :tenant and id = :id
