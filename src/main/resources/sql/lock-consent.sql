-- Whether this customer may still be written to, and by us. The row stays locked until the message is gone, so that a
-- STOP that was acknowledged is a STOP that was heeded. It holds at every address of the customer, and WhatsApp's window is
-- open when they wrote in whichever of their conversations.
with known as (
  insert into omni_consents as k (tenant_id, id, channel, ours, theirs)
  values (:tenant, :id, :channel, :ours, :theirs)
  on conflict (tenant_id, channel, ours, theirs) do update set theirs = k.theirs
  returning opted_out, reason
),
elsewhere as (
  -- From the address to the customer, to their other addresses, to what was said there, never from all that a tenant's
  -- customers said.
  select coalesce(bool_or((
           select k.opted_out from omni_consents k
           where k.tenant_id = :tenant and k.channel = :channel and k.ours = :ours and k.theirs = other.address)), false) as opted_out
  from omni_contact_addresses this
  cross join lateral (
    select a.address from omni_contact_addresses a
    where a.tenant_id = this.tenant_id and a.contact_id = this.contact_id
    offset 0) other
  where this.tenant_id = :tenant and this.kind in ('phone', 'whatsapp', 'email') and this.address = :theirs
),
place as (
  -- A merge, or its undoing, may have given the message another conversation since it was taken up.
  select coalesce((select o.conversation_id from omni_outbox o where o.tenant_id = :tenant and o.id = :item),
                  :conversation::uuid) as conversation_id
),
tenant as (
  select coalesce((select settings from omni_agent_configs where tenant_id = :tenant), :default_settings::jsonb) as settings
),
spending as (
  select count(*) as in_flight, count(*) filter (where o.status <> 'sending') as settled
  from tenant t
  join omni_outbox o on o.tenant_id = :tenant and o.kind = :kind and o.channel <> 'voice'
    and o.status not in ('queued', 'suppressed', 'dead', 'replayed', 'discarded')
    and o.created_at >= date_trunc('day', now(), t.settings ->> 'time_zone')
  where t.settings #> '{limits,messages_per_day}' <> 'null' or t.settings #> '{limits,operator_messages_per_day}' <> 'null'
),
calling as (
  select case when :channel = 'voice' then (
           select count(*) from omni_calls k
           where k.tenant_id = :tenant and k.status <> 'refused'
             and k.created_at >= date_trunc('day', now(), t.settings ->> 'time_zone')) end as made,
         case when :channel = 'voice' then (
           select count(*) from omni_outbox o
           where o.tenant_id = :tenant and o.is_open and o.channel = 'voice' and o.status <> 'queued') end as being_made
  from tenant t
)
select k.opted_out or e.opted_out as opted_out,
       k.opted_out and k.reason is not distinct from 'not lifted by the provider' as still_blocked,
       t.settings, coalesce(p.made, s.settled) as spent,
       coalesce(p.made + p.being_made, s.in_flight) as spent_soon,
       exists (select from omni_outbox o
               where o.tenant_id = :tenant and o.id = :item and o.fence = :fence
                 and o.status in ('sending', 'unknown') and o.lease_until > now()) as still_ours,
       -- Of a conversation that has gone on in another meanwhile, whoever owns that one.
       (select coalesce(case when o.merged_into is not null then (
                  select g.owner from omni_conversations g
                  where g.tenant_id = o.tenant_id and g.contact_id = o.contact_id and g.status <> 'closed') end, o.owner)
        from omni_conversations o
        where o.tenant_id = :tenant and o.id = (select conversation_id from place)) as owner,
       (select w.opened_at
        from omni_conversations own
        cross join lateral omni_window_opened_at(own.tenant_id, own.contact_id, :ours) w
        where :channel = 'whatsapp' and own.tenant_id = :tenant and own.id = (select conversation_id from place)) as last_inbound_at,
       now() as database_now
from known k cross join elsewhere e cross join tenant t cross join spending s cross join calling p
