-- Which messages keep a whole request as their attachment, because not all of it could be read: asked before a file goes.
create index omni_messages_partly_read on omni_messages (created_at) where details -> 'unparsed' is not null;

-- At each start a node looks for those of which it may still have files.
create index omni_unreadable_mails_settled on omni_unreadable_mails (id) where status <> 'kept';
