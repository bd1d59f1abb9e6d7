-- For an administrator who names no tenant.
create index omni_merge_suggestions_newest on omni_merge_suggestions (status, id desc);
