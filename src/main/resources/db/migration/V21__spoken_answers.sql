-- What is written during a call is answered aloud message by message: one that the call has not seen, or that the written side
-- has something to do about, stays open between two that are answered. Nothing has to be put back any more.
alter table omni_messages add column answered_in uuid;
comment on column omni_messages.answered_in is
  'of what was written: the spoken answer that answered it as well, so that nobody answers it in writing';

alter table omni_turns drop column answered_before;
