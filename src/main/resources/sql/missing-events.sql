-- Which of Twilio's messages were never taken in.
select k.key
from unnest(:keys::text[]) as k (key)
where not exists (select from omni_events e where e.provider = 'twilio' and e.key = k.key)
