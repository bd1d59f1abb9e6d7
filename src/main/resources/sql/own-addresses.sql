-- Whether what was given as a customer's is the tenant's own.
select exists (select from omni_phone_mappings where phone_number = :phone and tenant_id = :tenant) as phone,
       exists (select from omni_agent_configs
               where tenant_id = :tenant and lower(settings #>> '{channels_config,email,from}') = :email) as email
