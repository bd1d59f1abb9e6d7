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
        REFUSED,
        FAILED
    }
}
