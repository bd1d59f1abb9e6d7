package io.omnichannel.agent.model;

import java.util.function.ToLongFunction;

/**
 * One of the twelve limits: so much of something, in the span of time that it is for.
 *
 * <p>Written as its setting is: {@code day-cost} is {@code omnichannel.agent.day-cost}.
 */
record Limit(Span span, Resource resource) {

    /** What an account is kept for. */
    enum Span {
        TURN("turn"),
        /** A phone call; where the answer is written, a conversation within 24 hours. */
        CALL("call"),
        /** Of a tenant, in its time zone. */
        DAY("day");

        private final String label;

        Span(String label) {
            this.label = label;
        }
    }

    /** What thinking takes. */
    enum Resource {
        /** How often a model has tools do something; in one step it may want several. */
        TOOL_STEPS("tool-steps", Usage::toolSteps, Allowance::toolSteps),
        TOKENS("tokens", Usage::tokens, Allowance::tokens),
        COST("cost", Usage::cost, Allowance::cost),
        TIME("time", Usage::nanos, Allowance::nanos);

        private final String label;
        private final ToLongFunction<Usage> used;
        private final ToLongFunction<Allowance> allowed;

        Resource(String label, ToLongFunction<Usage> used, ToLongFunction<Allowance> allowed) {
            this.label = label;
            this.used = used;
            this.allowed = allowed;
        }

        boolean isUsedUp(Usage usage, Allowance allowance) {
            return used.applyAsLong(usage) >= allowed.applyAsLong(allowance);
        }
    }

    @Override
    public String toString() {
        return span.label + "-" + resource.label;
    }
}
