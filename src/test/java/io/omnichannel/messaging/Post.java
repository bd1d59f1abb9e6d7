package io.omnichannel.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.outbox.OutboxWorker;
import io.omnichannel.simulator.rest.TwilioRest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestComponent;

/** What a test of sending looks at and brings about, beside Twilio and the customers. */
@TestComponent
public class Post {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final World world;
    private final TwilioRest twilio;
    private final ObjectMapper json;
    private final CircuitBreaker breaker;
    private final OutboxWorker worker;

    Post(
            World world,
            TwilioRest twilio,
            ObjectMapper json,
            @Qualifier("twilioBreaker") CircuitBreaker breaker,
            OutboxWorker worker) {
        this.world = world;
        this.twilio = twilio;
        this.json = json;
        this.breaker = breaker;
        this.worker = worker;
    }

    /** A customer's number that no other test has. */
    public static String number() {
        return "+3361%07d".formatted(NUMBERS.incrementAndGet());
    }

    /** Nothing goes wrong any more, and nobody remembers that something did. */
    public void calm() {
        twilio.faults().none();
        twilio.lookupFaults().none();
        twilio.callbacks().faithful();
        breaker.reset();
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** What is to be sent of a tenant's, in order: {@code status} or {@code status code}. */
    public List<String> statuses(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select status || coalesce(' ' || error_code, '') from omni_outbox where tenant_id = ?"
                                + " order by position, id",
                        String.class,
                        tenant.id());
    }

    /** The timeline of a tenant's one conversation, an entry a line. */
    public List<String> timeline(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select sender_role || ': ' || content from omni_messages where tenant_id = ? order by seq",
                        String.class,
                        tenant.id());
    }

    /** The details of the latest message of a kind. */
    public JsonNode details(Tenant tenant, String role) {
        try {
            return json.readTree(world.database()
                    .queryForObject(
                            "select details::text from omni_messages where tenant_id = ? and sender_role = ?"
                                    + " and details ->> 'type' is distinct from 'briefing'"
                                    + " order by created_at desc, seq desc limit 1",
                            String.class,
                            tenant.id(),
                            role));
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public String owner(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select string_agg(owner, ' ') from omni_conversations where tenant_id = ?",
                        String.class,
                        tenant.id());
    }

    /** The customer's messages so far become so much older. */
    public void age(Tenant tenant, String interval) {
        world.database()
                .update(
                        "update omni_messages set created_at = created_at - ?::interval where tenant_id = ?",
                        interval,
                        tenant.id());
    }

    /** Writes an operator's message into a tenant's one conversation, to be sent where the customer wrote from. */
    public UUID write(Tenant tenant, String channel, String kind, String theirs, String toKind, String... parts) {
        UUID message = Uuid7.next();
        UUID last = message;
        world.database()
                .update(
                        """
                        with c as (update omni_conversations set last_seq = last_seq + 1 where tenant_id = ?
                          returning tenant_id, id, last_seq)
                        insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content)
                        select tenant_id, ?, id, last_seq, ?, 'outbound', 'human', ? from c""",
                        tenant.id(),
                        message,
                        channel,
                        String.join("", parts));
        for (int part = 0; part < parts.length; part++) {
            last = Uuid7.next();
            Map<String, Object> payload = Map.of("body", parts[part], "part", part, "to_kind", toKind);
            world.database()
                    .update(
                            """
                            insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs,
                              payload, expires_at)
                            select tenant_id, ?, conversation_id, id, channel, ?, ?, ?, ?::jsonb, now() + interval '1 hour'
                            from omni_messages where tenant_id = ? and id = ?""",
                            last,
                            kind,
                            tenant.number(),
                            theirs,
                            json.valueToTree(payload).toString(),
                            tenant.id(),
                            message);
        }
        worker.wake();
        return last;
    }

    /** Writes so many operator's messages at once, {@code Message 1} and so on. */
    public void writeMany(Tenant tenant, String channel, String theirs, int count) {
        world.database()
                .update(
                        """
                        with c as (update omni_conversations set last_seq = last_seq + ? where tenant_id = ?
                          returning tenant_id, id, last_seq),
                        m as (insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content)
                          select tenant_id, gen_random_uuid(), id, last_seq - n, ?, 'outbound', 'human', 'Message ' || n
                          from c, generate_series(0, ? - 1) n returning tenant_id, id, conversation_id, channel, content)
                        insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs,
                          payload, expires_at)
                        select tenant_id, gen_random_uuid(), conversation_id, id, channel, 'operator', ?, ?,
                          jsonb_build_object('body', content, 'to_kind', 'phone'), now() + interval '1 hour' from m""",
                        count,
                        tenant.id(),
                        channel,
                        count,
                        tenant.number(),
                        theirs);
        worker.wake();
    }
}
