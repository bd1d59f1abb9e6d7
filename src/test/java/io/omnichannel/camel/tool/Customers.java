package io.omnichannel.camel.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.Memory;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.conversation.Uuid7;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/** Customers in the middle of a conversation, and what is on record of it. */
@TestComponent
class Customers {

    static final String[] TOOLS = {
        "switch_channel",
        "transfer_to_human",
        "end_conversation",
        "remember",
        "opening_hours",
        "book-appointment",
        "http-lookup",
        "shipping-cost",
        "tricky-signs",
        "slow-tool",
        "broken-tool"
    };

    private final World world;
    private final ObjectMapper json;

    Customers(World world, ObjectMapper json) {
        this.world = world;
        this.json = json;
    }

    /** A tenant whose agent may use all tools. */
    Tenant tenant() {
        return world.tenant(settings -> allow(settings, TOOLS));
    }

    private static void allow(ObjectNode settings, String... tools) {
        ArrayNode names = settings.putArray("tools");
        Arrays.stream(tools).forEach(names::add);
    }

    /** A customer whom nobody knows yet. */
    Talk talk(Tenant tenant) {
        UUID customer = Uuid7.next();
        world.database().update("insert into omni_contacts (tenant_id, id) values (?, ?)", tenant.id(), customer);
        return begin(new Identity(tenant.id(), Uuid7.next(), customer));
    }

    /** Another conversation of the same customer. */
    Talk another(Talk talk) {
        return begin(new Identity(talk.identity.tenant(), Uuid7.next(), talk.identity.customer()));
    }

    /** The conversation is open, and on the phone. */
    void open(Talk talk) {
        world.database()
                .update(
                        "update omni_conversations set status = 'active', closed_reason = null, current_channel = 'voice'"
                                + " where tenant_id = ? and id = ?",
                        talk.identity.tenant(),
                        talk.identity.conversation());
    }

    private Talk begin(Identity identity) {
        world.database()
                .update(
                        "insert into omni_conversations (tenant_id, id, contact_id, current_channel, status, closed_reason)"
                                + " values (?, ?, ?, 'sms', 'closed', 'completed')",
                        identity.tenant(),
                        identity.conversation(),
                        identity.customer());
        return new Talk(identity, TOOLS);
    }

    /** One conversation, turn by turn. */
    final class Talk {

        final Identity identity;
        private final String[] tools;
        private final List<Line> history = new ArrayList<>();

        private Talk(Identity identity, String... tools) {
            this.identity = identity;
            this.tools = tools;
        }

        /** The same conversation with an agent that may use these tools only. */
        Talk allowing(String... names) {
            return new Talk(identity, names);
        }

        Turn turn(String text) {
            return turn(Channel.SMS, text);
        }

        /** The customer's next words; what the agent answers is added with {@link #answered}. */
        Turn turn(Channel channel, String text) {
            Turn turn = new Turn(
                    identity, settings(tools), Locale.FRENCH, channel, List.copyOf(history), Memory.NONE, text);
            history.add(new Line(SenderRole.CUSTOMER, channel, text));
            return turn;
        }

        void answered(String words) {
            history.add(new Line(SenderRole.AGENT, Channel.SMS, words));
        }

        /** {@code tool outcome reason} of every call, oldest first. */
        List<String> record() {
            return world.database()
                    .queryForList(
                            "select tool || ' ' || outcome || coalesce(' ' || reason, '') from omni_tool_calls"
                                    + " where tenant_id = ? and conversation_id = ? order by id",
                            String.class,
                            identity.tenant(),
                            identity.conversation());
        }

        long appointments() {
            return world.database()
                    .queryForObject(
                            "select count(*) from omni_appointments where tenant_id = ? and contact_id = ?",
                            Long.class,
                            identity.tenant(),
                            identity.customer());
        }
    }

    private AgentSettings settings(String... tools) {
        ObjectNode settings = json.valueToTree(AgentDefaults.settings());
        allow(settings, tools);
        return json.convertValue(settings, AgentSettings.class);
    }
}
