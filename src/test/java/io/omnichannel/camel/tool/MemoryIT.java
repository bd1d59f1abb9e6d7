package io.omnichannel.camel.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.agent.Turn;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an agent knows of a customer when it is asked again, on whichever channel. */
@ToolServerTest
class MemoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    Customers customers;

    @Autowired
    ToolUser agent;

    @Test
    void knowsInACallWhatTheCustomerToldInAText() {
        Tenant tenant = customers.tenant();
        String number = number();
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "use remember {\"name\":\"name\",\"value\":\"Jeanne\"}");
        phone.await(1, PATIENCE);
        phone.send(tenant.number(), "use remember {\"name\":\"address\",\"value\":\"3 rue du Lac\"}");
        phone.await(2, PATIENCE);
        phone.send(tenant.number(), "use remember {\"name\":\"name\",\"value\":\"Jeanne Petit\"}");
        phone.await(3, PATIENCE);

        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        call.say("Vous me connaissez ?");
        await().atMost(PATIENCE).until(() -> agent.turns(tenant.id()).size() == 4);
        call.hangUp();

        assertThat(agent.turns(tenant.id()).getFirst().memory().facts()).isEmpty();
        Turn spoken = agent.turns(tenant.id()).getLast();
        assertThat(spoken.memory().facts())
                .containsExactly(Map.entry("name", "Jeanne Petit"), Map.entry("address", "3 rue du Lac"));
        assertThat(spoken.identity())
                .isEqualTo(agent.turns(tenant.id()).getFirst().identity());
    }

    @Test
    void knowsInTheNextTurnOfACallWhatTheCustomerToldInIt() {
        Tenant tenant = customers.tenant();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number())).awaitConnected();

        call.say("use remember {\"name\":\"name\",\"value\":\"Jeanne\"}");
        await().atMost(PATIENCE).until(() -> spoken(tenant, "DONE: Noted."));
        call.say("Qui suis-je ?");
        await().atMost(PATIENCE).until(() -> agent.turns(tenant.id()).size() == 2);
        call.hangUp();

        assertThat(agent.turns(tenant.id()).getLast().memory().facts()).containsExactly(Map.entry("name", "Jeanne"));
    }

    @Test
    void booksNothingBeforeTheCustomersYesWhicheverWayTheyWrite() {
        Tenant tenant = customers.tenant();
        SimulatedPhone phone = twilio.phone(number());
        phone.send(tenant.number(), "use book-appointment {\"date\":\"2099-03-02\",\"time\":\"10:00\"}");
        assertThat(phone.await(1, PATIENCE).getFirst().body()).startsWith("HELD: Not done yet.");
        assertThat(world.count("omni_appointments", tenant)).isZero();

        phone.send(tenant.number(), "Oui");

        assertThat(phone.await(2, PATIENCE).getLast().body()).startsWith("DONE: The appointment is booked.");
        assertThat(world.count("omni_appointments", tenant)).isOne();
    }

    @Test
    void booksInACallOnlyAfterTheCallersYes() {
        Tenant tenant = customers.tenant();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number())).awaitConnected();

        call.say("use book-appointment {\"date\":\"2099-03-03\",\"time\":\"10:00\"}");
        await().atMost(PATIENCE).until(() -> spoken(tenant, "HELD: Not done yet."));
        assertThat(world.count("omni_appointments", tenant)).isZero();
        call.say("Oui");
        await().atMost(PATIENCE).until(() -> spoken(tenant, "DONE: The appointment is booked."));
        call.hangUp();

        assertThat(world.count("omni_appointments", tenant)).isOne();
    }

    private boolean spoken(Tenant tenant, String words) {
        return world.database()
                .queryForObject(
                        "select exists (select from omni_messages where tenant_id = ? and sender_role = 'agent'"
                                + " and starts_with(content, ?))",
                        Boolean.class,
                        tenant.id(),
                        words);
    }

    @Test
    void keepsInAFewLinesWhatALongConversationNoLongerShows() {
        Tenant tenant = customers.tenant();
        SimulatedPhone phone = twilio.phone(number());
        phone.send(tenant.number(), "Je voudrais une table en terrasse");
        phone.await(1, PATIENCE);
        talkFor(tenant, 100);
        phone.send(tenant.number(), "Et le parking ?");
        phone.await(2, PATIENCE);
        await().atMost(PATIENCE).until(() -> world.count("omni_summaries", tenant) == 1);

        phone.send(tenant.number(), "Vous vous souvenez ?");
        phone.await(3, PATIENCE);

        String summary = agent.turns(tenant.id()).getLast().memory().summary();
        assertThat(summary.lines().findFirst()).hasValue("customer (sms): Je voudrais une table en terrasse");
        assertThat(summary).contains("customer (sms): Il me faut la place 1.").doesNotContain("place 90.");
    }

    /** As many lines of both as if they had written for hours, the day before. */
    private void talkFor(Tenant tenant, int lines) {
        world.database()
                .update(
                        """
                        insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content,
                                                   created_at)
                        select c.tenant_id, gen_random_uuid(), c.id, c.last_seq + n, 'sms',
                               case when n % 2 = 1 then 'inbound' else 'outbound' end,
                               case when n % 2 = 1 then 'customer' else 'agent' end,
                               case when n % 2 = 1 then 'Il me faut la place ' || n || '.' else 'Bien.' end,
                               now() - interval '1 day'
                        from omni_conversations c, generate_series(1, ?) as n where c.tenant_id = ?""",
                        lines, tenant.id());
        world.database()
                .update(
                        "update omni_conversations set last_seq = last_seq + ? where tenant_id = ?",
                        lines,
                        tenant.id());
        world.database()
                .update(
                        "update omni_lanes l set answered_seq = c.last_seq from omni_conversations c"
                                + " where c.tenant_id = ? and l.tenant_id = c.tenant_id and l.conversation_id = c.id",
                        tenant.id());
    }

    private static String number() {
        return "+3369%07d".formatted(NUMBERS.incrementAndGet());
    }
}
