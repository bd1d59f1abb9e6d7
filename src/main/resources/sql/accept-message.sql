-- A customer writes: claim the event, find tenant, customer and conversation, keep the message, make its lane ready.
with tenant as (
  select m.tenant_id, coalesce(c.settings, :default_settings::jsonb) as settings
  from omni_phone_mappings m
  left join omni_agent_configs c on c.tenant_id = m.tenant_id
  where m.phone_number = any (:ours) and :channel = any (m.channels)
    and (m.account_sid is null or m.account_sid = :account_sid)
  union all
  select c.tenant_id, c.settings
  from omni_agent_configs c
  where :channel = 'email' and lower(c.settings #>> '{channels_config,email,from}') = any (:ours)
  limit 1
),
event as (
  insert into omni_events as e (provider, key, tenant_id)
  select :provider, :key, tenant_id from tenant
  on conflict (provider, key) do update set deliveries = e.deliveries + 1
  returning tenant_id, (xmax = 0) as first
),
address as (
  insert into omni_contact_addresses as a (tenant_id, id, kind, address, contact_id)
  -- Written from an address that is new, known by another: it is the same customer.
  select e.tenant_id, :address_id, :sender_kind, :sender, coalesce(o.contact_id, :contact_id)
  from event e
  left join omni_contact_addresses o
    on o.tenant_id = e.tenant_id and o.kind = :other_kind and o.address = :other_sender and :other_sender <> ''
  where e.first
  on conflict (tenant_id, kind, address) do update set contact_id = a.contact_id
  returning tenant_id, contact_id
),
other_address as (
  insert into omni_contact_addresses (tenant_id, id, kind, address, contact_id)
  select tenant_id, :other_address_id, :other_kind, :other_sender, contact_id from address where :other_sender <> ''
  on conflict do nothing
),
contact as (
  insert into omni_contacts (tenant_id, id, name)
  select tenant_id, contact_id, nullif(:sender_name, '') from address
  on conflict do nothing
),
named as (
  update omni_contacts c set name = :sender_name
  from address a
  where :sender_name <> '' and c.tenant_id = a.tenant_id and c.id = a.contact_id and c.name is null
),
conversation as (
  insert into omni_conversations as c (tenant_id, id, contact_id, current_channel, active_channels,
                                       last_seq, message_count, last_message, last_message_at)
  select tenant_id, :conversation_id, contact_id, :channel, jsonb_build_array(:channel),
         1, 1, left(:content, 500), now()
  from address
  on conflict (tenant_id, contact_id) where status <> 'closed' do update set
    status = 'active',
    current_channel = :channel,
    active_channels = case when c.active_channels @> jsonb_build_array(:channel) then c.active_channels
                           else c.active_channels || jsonb_build_array(:channel) end,
    last_seq = c.last_seq + 1,
    message_count = c.message_count + 1,
    last_message = left(:content, 500),
    last_message_at = now(),
    updated_at = now()
  returning tenant_id, id, last_seq, owner
),
message as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select tenant_id, :message_id, id, last_seq, :channel, 'inbound', 'customer', :content, :details::jsonb
  from conversation
),
consent as (
  insert into omni_consents as k (tenant_id, id, channel, ours, theirs, opted_out, reason)
  select c.tenant_id, w.id, :channel, :consent_ours, w.theirs, :keyword <> 'start',
         case :keyword when 'revoke' then 'asked in words' else 'keyword' end
  from conversation c, (values (:consent_id::uuid, :sender), (:other_consent_id::uuid, :other_sender)) w (id, theirs)
  where :keyword in ('stop', 'start', 'revoke') and w.theirs <> ''
  order by w.theirs
  on conflict (tenant_id, channel, ours, theirs) do update set
    opted_out = excluded.opted_out, reason = excluded.reason, updated_at = now()
),
lane as (
  insert into omni_lanes as l (tenant_id, conversation_id, ready_at)
  select c.tenant_id, c.id, now() + make_interval(secs => :debounce_seconds)
  from conversation c, tenant t
  where :answerable and (c.owner = 'agent' or :keyword <> '')
    -- Two of our own numbers would answer each other for ever.
    and not exists (select from omni_phone_mappings o where :sender_kind = 'phone' and o.phone_number = :sender)
    and coalesce(t.settings #>> array['channels_config', :channel, 'enabled'], 'true') <> 'false'
  on conflict (tenant_id, conversation_id) do update set
    ready_at = coalesce(least(l.ready_at, excluded.ready_at), excluded.ready_at)
  returning conversation_id
)
select e.tenant_id, e.first, c.id as conversation_id, c.last_seq as seq, exists (select from lane) as lane_ready,
       :details::jsonb -> 'unparsed' is not null as unparsed
from event e left join conversation c on true
