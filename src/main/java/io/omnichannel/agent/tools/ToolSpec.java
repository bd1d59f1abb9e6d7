package io.omnichannel.agent.tools;

import io.omnichannel.agent.Tool;
import java.time.Duration;
import java.util.List;

/**
 * A tool as its route declares it.
 *
 * @param confirm whether it changes something, and so needs the customer's yes
 * @param timeLimit how long its route may take
 * @param resultLimit how many characters of its result a model is shown
 */
public record ToolSpec(
        String name,
        String description,
        boolean confirm,
        Duration timeLimit,
        int resultLimit,
        List<ToolParameter> parameters) {

    static final Duration USUAL_TIME = Duration.ofSeconds(5);
    static final int USUAL_RESULT = 4_000;

    /** What a model is shown of it. */
    public Tool tool() {
        return new Tool(
                name,
                confirm
                        ? description.replaceFirst("[.\\s]+$", "") + ". Done only after the customer's plain yes."
                        : description,
                ToolSchema.of(parameters));
    }
}
