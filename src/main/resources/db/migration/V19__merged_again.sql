-- Who a customer turned out to be, however often they were merged: nobody where there is no such customer.
create function omni_customer(tenant text, contact uuid) returns table (id uuid) language sql stable as $$
  with recursive known as (
    select c.id, c.merged_into from omni_contacts c where c.tenant_id = tenant and c.id = contact
    union
    select c.id, c.merged_into
    from known k join omni_contacts c on c.tenant_id = tenant and c.id = k.merged_into
  )
  select known.id from known where known.merged_into is null
$$;

-- Three codes a day: a day is counted from each code, not from when the address was named.
alter table omni_merge_suggestions add column codes_sent_at timestamptz[] not null default '{}';
comment on column omni_merge_suggestions.codes_sent_at is 'when codes went to the address, of the last day';
update omni_merge_suggestions
set codes_sent_at = array_fill(code_expires_at - interval '15 minutes', array[codes_sent])
where codes_sent > 0 and code_expires_at > now() - interval '1 day';
alter table omni_merge_suggestions drop column codes_sent;

-- For an administrator who names no tenant.
create index omni_merge_suggestions_newest on omni_merge_suggestions (status, id desc);

-- Nothing asks who was merged into a customer.
drop index omni_contacts_merged;
