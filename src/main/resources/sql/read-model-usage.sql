select input_tokens + output_tokens as tokens from omni_model_usage where tenant_id = :tenant and day = :day::text::date
