package io.omnichannel.agent.tools;

import io.omnichannel.agent.Turn;
import java.util.Map;

/**
 * A tool that may do its work: a route has it as the exchange property {@link #PROPERTY}, and its arguments as the body.
 *
 * @param turn whose it is
 * @param tool what was asked for
 * @param arguments as their types say: String, Long, BigDecimal or Boolean; absent ones are not there
 */
public record ToolCall(Turn turn, ToolSpec tool, Map<String, Object> arguments) {

    public static final String PROPERTY = "omnichannel.tool.call";

    /** The argument as text, empty when it is absent. */
    String text(String name) {
        return arguments.getOrDefault(name, "").toString();
    }
}
