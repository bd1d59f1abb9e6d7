package io.omnichannel.agent;

/**
 * What came of a tool.
 *
 * @param kind whether it did its work
 * @param text for the model: the result, or why there is none
 * @param next what happens once the agent's words are said, {@link Next.Listen} for most tools
 */
public record ToolOutcome(Kind kind, String text, Next next) {

    /** How a call of a tool ended. */
    public enum Kind {
        DONE,
        /** Nothing was done yet: the customer has to say yes first, in a turn of their own. */
        HELD,
        REFUSED,
        FAILED
    }

    public static ToolOutcome done(String text) {
        return new ToolOutcome(Kind.DONE, text, new Next.Listen());
    }

    public static ToolOutcome held(String text) {
        return new ToolOutcome(Kind.HELD, text, new Next.Listen());
    }

    public static ToolOutcome refused(String text) {
        return new ToolOutcome(Kind.REFUSED, text, new Next.Listen());
    }

    public static ToolOutcome failed(String text) {
        return new ToolOutcome(Kind.FAILED, text, new Next.Listen());
    }

    /** The same with something that happens after the agent's words. */
    public ToolOutcome then(Next after) {
        return new ToolOutcome(kind, text, after);
    }
}
