package io.omnichannel.messaging.switching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Uuid7;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.springframework.boot.test.context.TestComponent;

/** What a test of switching brings about and looks at, beside Twilio and the customers. */
@TestComponent
class Elsewhere {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final World world;
    private final ObjectMapper json;

    Elsewhere(World world, ObjectMapper json) {
        this.world = world;
        this.json = json;
    }

    /** A customer's number that no other test has. */
    static String number() {
        return "+3364%07d".formatted(NUMBERS.incrementAndGet());
    }

    Tenant shop(Consumer<ObjectNode> changes) {
        return world.tenant(changes);
    }

    /** Quiet hours that begin so many minutes from now. */
    static void quiet(ObjectNode settings, int fromMinutes, int minutes) {
        java.time.LocalTime from = java.time.LocalTime.now(java.time.ZoneId.of("Europe/Paris"))
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
                .plusMinutes(fromMinutes);
        settings.putArray("quiet_hours")
                .add(from.toString())
                .add(from.plusMinutes(minutes).toString());
    }

    /** The customer of the tenant's one conversation gets another address, as if it had been confirmed. */
    void knows(Tenant tenant, String kind, String address) {
        world.database()
                .update(
                        "insert into omni_contact_addresses (tenant_id, id, kind, address, contact_id)"
                                + " select tenant_id, ?, ?, ?, id from omni_contacts where tenant_id = ?",
                        Uuid7.next(),
                        kind,
                        address,
                        tenant.id());
    }

    /** {@code from>to reason by}, an entry a line. */
    List<String> switches(Tenant tenant) {
        return StreamSupport.stream(column(tenant, "channel_switches").spliterator(), false)
                .map(entry -> entry.path("from").asText() + ">"
                        + entry.path("to").asText() + " " + entry.path("reason").asText() + " "
                        + entry.path("by").asText())
                .toList();
    }

    JsonNode column(Tenant tenant, String column) {
        try {
            return json.readTree(world.database()
                    .queryForObject(
                            "select " + column + "::text from omni_conversations where tenant_id = ?",
                            String.class,
                            tenant.id()));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    String conversation(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select id::text from omni_conversations where tenant_id = ?", String.class, tenant.id());
    }

    /** The timeline, an entry a line: {@code channel role: content}. */
    List<String> timeline(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select channel || ' ' || sender_role || ': ' || content from omni_messages where tenant_id = ?"
                                + " order by seq",
                        String.class,
                        tenant.id());
    }

    /** {@code reason status code} of every wish, in order. */
    List<String> wishes(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select reason || ' ' || status || coalesce(' ' || code, '') from omni_switch_wishes"
                                + " where tenant_id = ? order by id",
                        String.class,
                        tenant.id());
    }

    /** {@code status} of everything that was to be sent by a channel, in order. */
    List<String> outbox(Tenant tenant, String channel) {
        return world.database()
                .queryForList(
                        "select status || coalesce(' ' || error_code, '') from omni_outbox"
                                + " where tenant_id = ? and channel = ? order by position",
                        String.class,
                        tenant.id(),
                        channel);
    }
}
