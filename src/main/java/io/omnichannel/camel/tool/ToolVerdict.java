package io.omnichannel.camel.tool;

import io.omnichannel.agent.ToolOutcome;
import java.util.Locale;

/**
 * What was decided about a call of a tool.
 *
 * @param tool its name, {@code unknown} for one that is not there
 * @param outcome what the agent is told
 * @param reason why it was not done, in one word for the record; empty when it was
 */
record ToolVerdict(String tool, ToolOutcome outcome, String reason) {

    static final String UNKNOWN = "unknown";

    static ToolVerdict refused(String tool, String reason, String told) {
        return new ToolVerdict(tool, ToolOutcome.refused(told), reason);
    }

    static ToolVerdict failed(String tool, String reason, String told) {
        return new ToolVerdict(tool, ToolOutcome.failed(told), reason);
    }

    /** For the record and the figures. */
    String kind() {
        return outcome.kind().name().toLowerCase(Locale.ROOT);
    }
}
