-- A silent caller was asked whether they are still there.
update omni_calls set nudges = nudges + 1 where tenant_id = :tenant and id = :call
