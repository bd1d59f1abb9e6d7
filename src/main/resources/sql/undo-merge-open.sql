-- The open conversation of a customer, or a new one for what is about to be put into it.
insert into omni_conversations as c (tenant_id, id, contact_id, current_channel, active_channels)
values (:tenant, :conversation, :contact, :channel::text, jsonb_build_array(:channel::text))
on conflict (tenant_id, contact_id) where status <> 'closed' do update set updated_at = now()
returning c.id
