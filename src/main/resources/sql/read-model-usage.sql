select requests, input_tokens, output_tokens, cost, tool_steps, busy_micros
from omni_model_usage where tenant_id = :tenant and day = :day::text::date
