-- Which messages keep a whole request as their attachment, because not all of it could be read: asked before a file goes.
create index omni_messages_partly_read on omni_messages (created_at) where details -> 'unparsed' is not null;
