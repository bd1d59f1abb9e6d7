-- A code goes to the address that is suggested, or the reason why not. The timeline says that it went; what it is only the
-- message itself tells, which is not tried for longer than the code holds.
with asked as (
  select s.tenant_id, s.id, s.contact_id, s.kind, s.address, s.codes_sent_at, c.id as conversation_id, c.owner, c.last_seq,
         case s.kind when 'email' then 'email' when 'phone' then 'sms' end as way,
         coalesce(a.settings, :default_settings::jsonb) as settings
  from omni_merge_suggestions s
  cross join lateral omni_customer(s.tenant_id, s.contact_id) now
  left join omni_conversations c
    on c.tenant_id = s.tenant_id and c.contact_id = now.id and c.status <> 'closed'
  left join omni_agent_configs a on a.tenant_id = s.tenant_id
  where s.tenant_id = :tenant and s.id = :suggestion and s.status = 'pending'
  for update of s
),
sender as (
  select a.*, case a.way
    when 'email' then nullif(lower(a.settings #>> '{channels_config,email,from}'), '')
    when 'sms' then (select n.phone_number from omni_phone_mappings n
                     where n.tenant_id = a.tenant_id and 'sms' = any (n.channels) order by n.created_at, n.id limit 1)
    end as ours
  from asked a
),
decided as (
  select s.*, case
    when s.way is null then 'no_channel'
    when s.conversation_id is null then 'conversation_closed'
    when s.settings #>> array['channels_config', s.way, 'enabled'] = 'false' then 'channel_off'
    when s.ours is null then 'no_sender'
    when :automatic and s.owner = 'human' then 'human_owns'
    when exists (select from omni_consents k
                 where k.tenant_id = s.tenant_id and k.channel = s.way and k.ours = s.ours and k.opted_out
                   -- Said at whichever of their addresses, as when it is sent.
                   and (k.theirs = s.address or k.theirs in (
                     select other.address from omni_contact_addresses this
                     join omni_contact_addresses other on other.tenant_id = this.tenant_id and other.contact_id = this.contact_id
                     where this.tenant_id = s.tenant_id and this.kind = s.kind and this.address = s.address)))
      then 'opted_out'
    -- Of this one as it is now that it is locked: whoever asks at the same time has waited for it.
    when (select count(*) from omni_merge_suggestions o
          cross join unnest(case o.id when s.id then s.codes_sent_at else o.codes_sent_at end) as sent (at)
          where o.tenant_id = s.tenant_id and o.contact_id = s.contact_id and sent.at > now() - interval '1 day') >= :most
      or (select count(*) from omni_merge_suggestions o
          cross join unnest(case o.id when s.id then s.codes_sent_at else o.codes_sent_at end) as sent (at)
          where o.tenant_id = s.tenant_id and o.kind = s.kind and o.address = s.address
            and sent.at > now() - interval '1 day') >= :most
      then 'too_many_codes'
    end as refusal
  from sender s
),
conversation as (
  update omni_conversations c set
    last_seq = c.last_seq + 1, message_count = c.message_count + 1, updated_at = now()
  from decided d
  where d.refusal is null and c.tenant_id = d.tenant_id and c.id = d.conversation_id
  returning c.tenant_id, c.id, c.last_seq
),
code as (
  update omni_merge_suggestions s set
    conversation_id = c.id, code_hash = :code_hash, code_salt = :code_salt,
    code_expires_at = now() + make_interval(secs => :valid_seconds),
    code_attempts = 0, code_outbox = :outbox_id,
    codes_sent_at = array(select at from unnest(s.codes_sent_at) as sent (at) where at > now() - interval '1 day') || now()
  from conversation c
  where s.tenant_id = c.tenant_id and s.id = :suggestion
),
message as (
  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
  select c.tenant_id, :message_id, c.id, c.last_seq, d.way, 'outbound', 'system', :note,
         jsonb_build_object('type', 'code', 'delivery', jsonb_build_object(
           'status', 'queued', 'parts', jsonb_build_object(:outbox_id::text, '{"status": "queued"}'::jsonb)))
  from conversation c, decided d
  returning tenant_id, id, conversation_id
),
outbox as (
  insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs, payload, expires_at)
  select m.tenant_id, :outbox_id, m.conversation_id, m.id, d.way, 'identity', d.ours, d.address,
         case d.way when 'email' then jsonb_build_object('text', :text, 'subject', :subject)
                    else jsonb_build_object('body', :text, 'part', 0, 'to_kind', 'phone') end,
         now() + make_interval(secs => :valid_seconds)
  from message m, decided d
)
select coalesce(d.refusal, case when c.id is null then 'conversation_closed' end) as refusal
from decided d left join conversation c on true
