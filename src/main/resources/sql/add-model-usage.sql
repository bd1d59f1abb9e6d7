-- What a node has used of a tenant's day is added; the answer is what all nodes have used.
insert into omni_model_usage as usage (tenant_id, day, requests, input_tokens, output_tokens, cost, tool_steps, busy_micros)
select tenant_id, :day::text::date, :requests, :input_tokens, :output_tokens, :cost, :tool_steps, :busy_micros
from omni_tenants where tenant_id = :tenant
on conflict (tenant_id, day) do update set
  requests      = usage.requests + excluded.requests,
  input_tokens  = usage.input_tokens + excluded.input_tokens,
  output_tokens = usage.output_tokens + excluded.output_tokens,
  cost          = usage.cost + excluded.cost,
  tool_steps    = usage.tool_steps + excluded.tool_steps,
  busy_micros   = usage.busy_micros + excluded.busy_micros
returning requests, input_tokens, output_tokens, cost, tool_steps, busy_micros
