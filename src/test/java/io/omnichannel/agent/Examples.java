package io.omnichannel.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** Settings, turns and lines for the agent's tests. */
final class Examples {

    private static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json().build();

    static final AgentSettings FRENCH = AgentDefaults.settings("fr-FR");
    static final AgentSettings ENGLISH = AgentDefaults.settings("en-GB");

    static final Identity IDENTITY = new Identity("demo", new UUID(0, 1), new UUID(0, 2));

    private Examples() {}

    /** The settings with some fields written over, as JSON. */
    static AgentSettings with(AgentSettings settings, String fields) {
        try {
            ObjectNode tree = JSON.valueToTree(settings);
            tree.setAll((ObjectNode) JSON.readTree(fields));
            return JSON.treeToValue(tree, AgentSettings.class);
        } catch (IOException broken) {
            throw new IllegalArgumentException(fields, broken);
        }
    }

    static AgentSettings reachable(AgentSettings settings) {
        return with(settings, "{\"transfer_number\":\"+33199000009\"}");
    }

    static Turn turn(AgentSettings settings, Channel channel, String text, Line... history) {
        Locale language = settings.locale();
        return new Turn(IDENTITY, settings, language, channel, List.of(history), Memory.NONE, text);
    }

    static Line customer(Channel channel, String words) {
        return new Line(SenderRole.CUSTOMER, channel, words);
    }

    static Line agent(String words) {
        return new Line(SenderRole.AGENT, Channel.VOICE, words);
    }
}
