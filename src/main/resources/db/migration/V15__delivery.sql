-- How far a message has come, as before: only that PostgreSQL plans it once a session, which it does for the functions of
-- plpgsql and not for those of SQL that cannot be dissolved in the statement around them.

create or replace function omni_delivery(details jsonb, part uuid, status text, error_code text, reason text) returns jsonb
language plpgsql immutable as $$
declare
  parts constant jsonb := coalesce(details #> '{delivery,parts}', '{}') || jsonb_build_object(part::text, jsonb_strip_nulls(
    jsonb_build_object('status', status, 'error_code', error_code, 'reason', reason)));
  worst jsonb;
begin
  select each.value into worst
  from jsonb_each(parts) as each
  order by array_position('{dead,failed,undelivered,suppressed,unknown,queued,sending,sent,delivered,read}'::text[],
                          each.value ->> 'status')
  limit 1;
  return details || jsonb_build_object('delivery', worst || jsonb_build_object('parts', parts));
end
$$;
