-- How many messages of each tenant are being sent is asked with every look for more.
create index omni_outbox_leased on omni_outbox (lease_until) where lease_until is not null;
