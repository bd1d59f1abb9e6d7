package io.omnichannel.agent.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.Assent;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Holds a tool that changes something until the customer has said yes. A conversation has one call that waits. It runs once, in a
 * later turn in which the customer says a plain yes to the agent and the model asks for it again: with the arguments that the
 * customer was asked about, though the model may put a text in other words the second time. What the model says does not count.
 */
@Component
public class Confirmations {

    /** Nobody on the telephone takes longer to say yes. */
    private static final Duration IN_A_CALL = Duration.ofMinutes(5);

    private final TenantSql database;
    private final ArgumentReader reader;
    private final ObjectMapper json;
    private final Duration patience;
    private final String holdToolCall = SqlFile.load("hold-tool-call");
    private final String confirmToolCall = SqlFile.load("confirm-tool-call");

    Confirmations(
            TenantSql database,
            ArgumentReader reader,
            ObjectMapper json,
            @Value("${omnichannel.tools.confirm-within:24h}") Duration patience) {
        this.database = database;
        this.reader = reader;
        this.json = json;
        this.patience = patience;
    }

    /** @return what the customer has said yes to; empty when they have not, and then it waits from now on */
    public Optional<Map<String, Object>> confirmed(Turn turn, ToolSpec tool, Map<String, Object> arguments) {
        String tenant = turn.identity().tenant();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenant);
        parameters.put("conversation", turn.identity().conversation());
        parameters.put("tool", tool.name());
        parameters.put("arguments_hash", Fingerprint.of(exact(tool, arguments)));
        parameters.put("turn_hash", Fingerprint.of(turn));
        if (Assent.in(turn)) {
            List<String> held =
                    database.query(tenant, confirmToolCall, parameters, (row, number) -> row.getString("arguments"));
            if (!held.isEmpty() && reader.read(tool, held.getFirst()) instanceof ArgumentReader.Read.Arguments asked) {
                return Optional.of(asked.values());
            }
        }
        parameters.put("id", Uuid7.next());
        parameters.put("arguments", written(arguments));
        parameters.put("seconds", (turn.channel() == Channel.VOICE ? IN_A_CALL : patience).toSeconds());
        database.update(tenant, holdToolCall, parameters);
        return Optional.empty();
    }

    private static Map<String, Object> exact(ToolSpec tool, Map<String, Object> arguments) {
        Map<String, Object> exact = new LinkedHashMap<>(arguments);
        tool.parameters().stream()
                .filter(ToolParameter::isFreeText)
                .map(ToolParameter::name)
                .forEach(exact::remove);
        return exact;
    }

    private String written(Map<String, Object> arguments) {
        try {
            return json.writeValueAsString(arguments);
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }

    /** What the model is to do about it. */
    public static String question(Turn turn) {
        return "Not done yet. Tell the customer in one sentence what would be done, with every detail, and ask for a yes or no"
                + (turn.channel() == Channel.VOICE ? " (or the key 1)" : "")
                + ". Call the tool again with the same arguments once they have said a plain yes in their next message.";
    }
}
