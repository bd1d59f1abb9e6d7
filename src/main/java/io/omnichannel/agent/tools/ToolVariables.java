package io.omnichannel.agent.tools;

import io.omnichannel.agent.Turn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a tool's route knows of the conversation beside its arguments, as variables of the exchange. */
public final class ToolVariables {

    /** No parameter may be called like these: they come from the session and not from a model. */
    static final Set<String> NAMES =
            Set.of("id", "tenant", "customer", "conversation", "channel", "language", "time_zone", "region");

    private ToolVariables() {}

    public static Map<String, Object> of(Turn turn) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("tenant", turn.identity().tenant());
        known.put("customer", turn.identity().customer());
        known.put("conversation", turn.identity().conversation());
        known.put("channel", turn.channel().wireName());
        known.put("language", turn.language().toLanguageTag());
        known.put("time_zone", turn.settings().timeZone().getId());
        known.put("region", turn.settings().region());
        return known;
    }
}
