select requests, input_tokens, output_tokens, cost from omni_model_usage where tenant_id = :tenant and day = :day::text::date
