package io.omnichannel.agent.tools;

import io.omnichannel.agent.Assent;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Holds a tool that changes something until the customer has said yes. A conversation has one call that waits: the same tool with
 * the same arguments runs once, in a later turn in which the customer says a plain yes to the agent. What the model says does
 * not count.
 */
@Component
public class Confirmations {

    /** Nobody on the telephone takes longer to say yes. */
    private static final Duration IN_A_CALL = Duration.ofMinutes(5);

    private final TenantSql database;
    private final Duration patience;
    private final String holdToolCall = SqlFile.load("hold-tool-call");
    private final String confirmToolCall = SqlFile.load("confirm-tool-call");

    Confirmations(TenantSql database, @Value("${omnichannel.tools.confirm-within:24h}") Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    /** @return whether the customer has said yes to exactly this; if not, it waits from now on */
    public boolean given(Turn turn, ToolSpec tool, Map<String, Object> arguments) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", turn.identity().tenant());
        parameters.put("conversation", turn.identity().conversation());
        parameters.put("tool", tool.name());
        parameters.put("arguments_hash", Fingerprint.of(arguments));
        parameters.put("turn_hash", Fingerprint.of(turn));
        if (Assent.in(turn) && database.update(turn.identity().tenant(), confirmToolCall, parameters) > 0) {
            return true;
        }
        parameters.put("id", Uuid7.next());
        parameters.put("seconds", (turn.channel() == Channel.VOICE ? IN_A_CALL : patience).toSeconds());
        database.update(turn.identity().tenant(), holdToolCall, parameters);
        return false;
    }

    /** What the model is to do about it. */
    public static String question(Turn turn) {
        return "Not done yet. Tell the customer in one sentence what would be done, with every detail, and ask for a yes or no"
                + (turn.channel() == Channel.VOICE ? " (or the key 1)" : "")
                + ". Call the tool again with the same arguments once they have said a plain yes in their next message.";
    }
}
