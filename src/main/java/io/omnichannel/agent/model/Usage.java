package io.omnichannel.agent.model;

/**
 * What thinking has taken: the one entry of every account.
 *
 * @param requests how often a model was asked
 * @param input tokens that models were shown
 * @param output tokens that they said
 * @param cost in the unit of {@link Tariff}
 * @param toolSteps how often a model had tools do something
 * @param nanos how long models and tools worked, by the clock
 */
record Usage(long requests, long input, long output, long cost, long toolSteps, long nanos) {

    static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);
    static final Usage TOOL_STEP = new Usage(0, 0, 0, 0, 1, 0);

    static Usage request(Tokens tokens, long cost) {
        return new Usage(1, tokens.input(), tokens.output(), cost, 0, 0);
    }

    static Usage time(long nanos) {
        return new Usage(0, 0, 0, 0, 0, nanos);
    }

    long tokens() {
        return input + output;
    }

    Usage plus(Usage more) {
        return new Usage(
                requests + more.requests,
                input + more.input,
                output + more.output,
                cost + more.cost,
                toolSteps + more.toolSteps,
                nanos + more.nanos);
    }

    Usage minus(Usage less) {
        return new Usage(
                requests - less.requests,
                input - less.input,
                output - less.output,
                cost - less.cost,
                toolSteps - less.toolSteps,
                nanos - less.nanos);
    }
}
