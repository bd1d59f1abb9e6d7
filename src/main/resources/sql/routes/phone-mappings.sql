-- Mappings by tenant and age, of one tenant or of all.
select id, tenant_id, phone_number, to_jsonb(channels) as channels, account_sid, created_at
from omni_phone_mappings
where (:?tenant::text is null or tenant_id = :?tenant)
  and (tenant_id, created_at, id) > (:?after_tenant, :?after_time::timestamptz, :?after_id)
order by tenant_id, created_at, id
limit :?rows
