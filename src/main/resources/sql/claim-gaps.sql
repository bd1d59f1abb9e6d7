-- Numbers whose messages at Twilio are to be looked through now; whoever does it has a minute before another may.
with due as (
  select tenant_id, id
  from omni_phone_mappings
  where search_at <= now() and channels && '{sms,whatsapp}' and (account_sid is null or account_sid = :account_sid)
  order by search_at
  limit :most
  for update skip locked
)
update omni_phone_mappings m
set search_at = now() + interval '60 seconds'
from due d
where m.tenant_id = d.tenant_id and m.id = d.id
returning m.tenant_id, m.id, m.phone_number, m.channels, m.searched_until, now() as database_now, m.search_at as lease_until
