-- A customer writes: claim the event, find tenant, customer and conversation, keep the message, make its lane ready.
-- Who is known by a number and by another address is one customer by both: the number is locked first, always, and has
-- the message; where the other address was another customer's, a strong suggestion is left and the merge follows. Both are
-- locked before the conversation, as by everybody else.
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
known as (
  select a.contact_id
  from event e
  join omni_contact_addresses a on a.tenant_id = e.tenant_id and a.kind = :other_kind and a.address = :other_sender
  where e.first and :other_sender <> ''
),
address as (
  insert into omni_contact_addresses as a (tenant_id, id, kind, address, contact_id)
  select tenant_id, :address_id, :sender_kind, :sender, coalesce((select contact_id from known), :contact_id)
  from event where first
  on conflict (tenant_id, kind, address) do update set contact_id = a.contact_id
  returning tenant_id, contact_id
),
other_address as (
  insert into omni_contact_addresses as a (tenant_id, id, kind, address, contact_id)
  select tenant_id, :other_address_id, :other_kind, :other_sender, contact_id from address where :other_sender <> ''
  on conflict (tenant_id, kind, address) do update set contact_id = a.contact_id
  returning tenant_id, contact_id
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
  select a.tenant_id, :conversation_id, a.contact_id, :channel, jsonb_build_array(:channel),
         1, 1, left(:content, 500), now()
  from address a left join other_address o on true
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
  returning tenant_id, id, contact_id, last_seq, owner
),
-- When it was said, of what was found in Twilio's list: the customer may have said something else since.
said as (
  select case when :details::jsonb ->> 'date_sent' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$'
              then (:details::jsonb ->> 'date_sent')::timestamptz end as at
),
consent as (
  insert into omni_consents as k (tenant_id, id, channel, ours, theirs, opted_out, reason, updated_at)
  select c.tenant_id, t.id, :channel, :consent_ours, t.theirs, :keyword <> 'start',
         case :keyword when 'revoke' then 'asked in words' else 'keyword' end, coalesce(s.at, now())
  from said s, conversation c,
       (values (:consent_id::uuid, :sender), (:other_consent_id::uuid, :other_sender)) as t (id, theirs)
  where :keyword in ('stop', 'start', 'revoke') and t.theirs <> ''
  order by t.theirs
  on conflict (tenant_id, channel, ours, theirs) do update set
    opted_out = excluded.opted_out, reason = excluded.reason, updated_at = excluded.updated_at
  where (select at from said) is null or k.reason is null
    -- Twilio's clock is another: in doubt whoever has said stop is left alone.
    or k.updated_at < excluded.updated_at + case when excluded.opted_out then interval '1 minute' else interval '0' end
  returning theirs
),
message as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select tenant_id, :message_id, id, last_seq, :channel, 'inbound', 'customer', :content,
         -- What no longer holds is not confirmed.
         case when :keyword in ('stop', 'start', 'revoke') and not exists (select from consent)
              then :details::jsonb || '{"keyword_answered": true}' else :details::jsonb end
  from conversation
),
-- Whoever is left alone is left alone at every address that was written to.
consent_elsewhere as (
  update omni_consents k
  set opted_out = :keyword <> 'start', reason = 'said at another address', updated_at = coalesce(s.at, now())
  from said s, conversation c
  join omni_contact_addresses a on a.tenant_id = c.tenant_id and a.contact_id = c.contact_id
  where :keyword in ('stop', 'start', 'revoke') and exists (select from consent)
    and k.tenant_id = c.tenant_id and k.channel = :channel and k.ours = :consent_ours and k.theirs = a.address
    and a.address not in (:sender, :other_sender)
    and (s.at is null or k.reason is null
         or k.updated_at < s.at + case when :keyword <> 'start' then interval '1 minute' else interval '0' end)
),
evidence as (
  insert into omni_merge_suggestions as s
    (tenant_id, id, contact_id, kind, address, strength, said, channel, conversation_id, message_id)
  select a.tenant_id, :suggestion_id, a.contact_id, :other_kind, :other_sender, 'strong', :other_sender, :channel,
         c.id, :message_id
  from address a
  join other_address o on o.contact_id <> a.contact_id
  cross join conversation c
  -- What a human took apart stays apart.
  where not exists (
    select from omni_merges m
    where m.tenant_id = a.tenant_id and m.kept_contact = a.contact_id and m.merged_contact = o.contact_id and m.undone_at is not null)
    and not exists (
    select from omni_merges m
    where m.tenant_id = a.tenant_id and m.kept_contact = o.contact_id and m.merged_contact = a.contact_id and m.undone_at is not null)
  on conflict (tenant_id, contact_id, kind, address) do update set strength = 'strong', status = 'pending'
    where s.status in ('pending', 'confirmed')
  returning id
),
lane as (
  insert into omni_lanes as l (tenant_id, conversation_id, ready_at)
  select c.tenant_id, c.id, now() + make_interval(secs => :debounce_seconds)
  from conversation c, tenant t
  where :answerable
    and (:keyword not in ('stop', 'start', 'revoke') or exists (select from consent))
    -- What the program itself has asked for it takes, whoever answers.
    and (c.owner = 'agent' or :keyword <> '' or exists (
      select from omni_merge_suggestions s
      where s.tenant_id = c.tenant_id and s.conversation_id = c.id and s.status = 'pending' and s.code_hash is not null))
    -- Two of our own numbers would answer each other for ever.
    and not exists (select from omni_phone_mappings o where :sender_kind = 'phone' and o.phone_number = :sender)
    and coalesce(t.settings #>> array['channels_config', :channel, 'enabled'], 'true') <> 'false'
  on conflict (tenant_id, conversation_id) do update set
    -- An answer that was put off is not hurried: whoever could not answer a moment ago still cannot.
    ready_at = case when l.failures > 0 and l.lease_until is null and l.ready_at > now() and :keyword = '' then l.ready_at
                    else coalesce(least(l.ready_at, excluded.ready_at), excluded.ready_at) end
  returning conversation_id
)
select e.tenant_id, e.first, c.id as conversation_id, c.last_seq as seq, exists (select from lane) as lane_ready,
       exists (select from evidence) as merge_wanted, :details::jsonb -> 'unparsed' is not null as unparsed
from event e left join conversation c on true
