-- The summary of a conversation's older part, unless somebody else has gone further meanwhile.
insert into omni_summaries (tenant_id, conversation_id, up_to_seq, content)
values (:tenant, :conversation, :up_to_seq, :content)
on conflict (tenant_id, conversation_id) do update set
  up_to_seq = excluded.up_to_seq, content = excluded.content, updated_at = now()
where omni_summaries.up_to_seq = :before_seq
