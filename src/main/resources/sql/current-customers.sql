-- Who customers are now, who may have been merged since they were known by these ids.
select asked.id as asked, now.id
from unnest(:contacts::uuid[]) as asked (id)
cross join lateral omni_customer(:tenant, asked.id) now
