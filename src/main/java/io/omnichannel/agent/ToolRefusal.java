package io.omnichannel.agent;

/**
 * A call that a model wanted and that was not even passed on to its tool.
 *
 * @param tool as the model wrote it
 * @param arguments as the model wrote them
 */
public record ToolRefusal(String tool, String arguments, Reason reason) {

    /** Why it was not. */
    public enum Reason {
        /** One answer wanted too many things done. */
        TOO_MANY_AT_ONCE,
        /** It was done in this turn already. */
        REPEATED,
        /** Turn, call or day have no use of a tool left. */
        NO_STEPS_LEFT
    }
}
