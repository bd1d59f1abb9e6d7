package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What goes on after two customers were made one, and when it happens to them again. */
class MergedCustomersIT extends CustomerStory {

    @Test
    void writesFromAndToTheNumbersThatTheCustomerWroteWithLastWhicheverConversationItWasIn() {
        Tenant tenant =
                world.tenant(settings -> ((ObjectNode) settings.at("/channels_config/sms")).put("enabled", false));
        String second = anotherNumber(tenant);
        called(tenant, Post.number());
        SimulatedPhone mobile = twilio.whatsapp(Post.number());
        mobile.send(second, "Et par WhatsApp");
        mobile.await(1, PATIENCE);
        String kept = mergedAll(tenant);

        JsonNode switched = post("/conversations/" + kept + "/switch", "{\"to\":\"whatsapp\"}");
        JsonNode written = post(
                "/conversations/" + kept + "/messages", "{\"content\":\"Je m'en occupe\",\"channel\":\"whatsapp\"}");

        assertThat(switched.path("newChannel").asText()).as(switched.toString()).isEqualTo("whatsapp");
        assertThat(written.path("status").asText()).as(written.toString()).isEqualTo("queued");
        assertThat(mobile.await(2, PATIENCE)).last().satisfies(message -> {
            assertThat(message.body()).isEqualTo("Je m'en occupe");
            assertThat(message.from()).isEqualTo("whatsapp:" + second);
        });
    }

    @Test
    void textsTheNumberThatTheCustomerWritesFromAndNotTheOlderOneOfTheirCalls() {
        Tenant tenant = world.tenant(settings -> {});
        called(tenant, Post.number());
        String number = Post.number();
        twilio.whatsapp(number).send(tenant.number(), "Bonjour");
        twilio.whatsapp(number).await(1, PATIENCE);
        String kept = mergedAll(tenant);

        post("/conversations/" + kept + "/messages", "{\"content\":\"Par texto\",\"channel\":\"sms\"}");

        assertThat(twilio.phone(number).await(1, PATIENCE)).last().satisfies(message -> assertThat(message.body())
                .isEqualTo("Par texto"));
    }

    @Test
    void keepsTheThreadOfAMailThatCameInTheOtherConversation() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        sendGrid().deliver(mail(tenant, "Bonjour par mail"));
        String thread = answers(1).getFirst().header("In-Reply-To");
        String kept = mergedAll(tenant);

        post("/conversations/" + kept + "/messages", "{\"content\":\"Une suite\",\"channel\":\"email\"}");
        sendGrid().ledger().awaitSentTo(customer, 2, PATIENCE);
        post(
                "/conversations",
                "{\"tenantId\":\"" + tenant.id() + "\",\"customer\":{\"email\":\"" + customer
                        + "\"},\"channel\":\"email\",\"content\":\"Et une autre\"}");

        assertThat(thread).isNotEmpty();
        assertThat(answers(3)).extracting(mail -> mail.header("In-Reply-To")).containsOnly(thread);
    }

    @Test
    void showsTheCallsOfBothConversations() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        called(tenant, Post.number());
        String kept = mergedAll(tenant);

        JsonNode shown = get("/api/v1/omnichannel/conversations/" + kept).path("conversation");

        assertThat(shown.path("calls")).hasSize(1);
        assertThat(shown.at("/calls/0/quality/turns").asInt()).isEqualTo(1);
    }

    @Test
    void waitsForAHumanInTheConversationThatGoesOnAndBackHomeAgain() {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        String first = conversationOf(tenant, customers.getFirst());
        String last = conversationOf(tenant, customers.getLast());
        post("/conversations/" + last + "/takeover", "{}");
        world.database()
                .update(
                        "insert into omni_handoffs (tenant_id, id, conversation_id, reason) values (?, ?, ?::uuid, 'wishes it')",
                        tenant.id(),
                        Uuid7.next(),
                        last);

        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        List<String> whileOne = waitForAHuman(tenant);
        post("/merges/" + merge + "/undo", "{}");

        assertThat(whileOne).containsExactly(first);
        assertThat(waitForAHuman(tenant)).containsExactly(last);
    }

    @Test
    void keepsWaitingForAHumanInBothWhenTheyAreTakenApartAfterMoreWasSaid() {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        String first = conversationOf(tenant, customers.getFirst());
        String last = conversationOf(tenant, customers.getLast());
        post("/conversations/" + last + "/takeover", "{}");
        world.database()
                .update(
                        "insert into omni_handoffs (tenant_id, id, conversation_id) values (?, ?, ?::uuid)",
                        tenant.id(),
                        Uuid7.next(),
                        last);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        post("/conversations/" + first + "/messages", "{\"content\":\"Je suis là\",\"channel\":\"sms\"}");

        post("/merges/" + merge + "/undo", "{}");

        assertThat(waitForAHuman(tenant)).containsExactlyInAnyOrder(first, last);
    }

    @Test
    void takesACodeThatWasSentBeforeTheMerge() {
        Tenant tenant = shop();
        SimulatedPhone first = twilio.phone(Post.number());
        first.send(tenant.number(), "Bonjour");
        first.await(1, PATIENCE);
        SimulatedPhone second = twilio.phone(Post.number());
        second.send(tenant.number(), "Mon adresse est " + customer);
        String code = code();
        second.await(1, PATIENCE);
        String last = conversationOf(tenant, customers(tenant).getLast());
        mergedAll(tenant);

        String merge = world.database()
                .queryForObject("select id::text from omni_merges where tenant_id = ?", String.class, tenant.id());
        post("/merges/" + merge + "/undo", "{}");
        List<String> afterTheUndo = expectCodes(tenant);
        mergedAll(tenant);
        second.send(tenant.number(), code);

        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        assertThat(afterTheUndo).containsExactly(last);
    }

    @Test
    void givesAnAddressThatIsConfirmedLateToWhomTheCustomerTurnedOutToBe() {
        Tenant tenant = world.tenant(settings -> {});
        List<String> customers = three(tenant);
        String number = Post.number();
        String suggestion = suggested(tenant, customers.getFirst(), "phone", number);
        mergeTwice(tenant, customers);

        JsonNode confirmed =
                post("/merge-suggestions/" + suggestion + "/confirm", "{}").path("customer");
        twilio.phone(number).send(tenant.number(), "Me revoilà");
        twilio.phone(number).await(1, PATIENCE);

        assertThat(confirmed.path("id").asText()).isEqualTo(customers.getLast());
        assertThat(confirmed.path("addresses")).hasSize(4);
        assertThat(open(tenant)).hasSize(1);
    }

    @Test
    void joinsWhoHasTheAddressWithWhomTheCustomerTurnedOutToBe() {
        Tenant tenant = world.tenant(settings -> {});
        List<String> customers = three(tenant);
        String number = Post.number();
        twilio.phone(number).send(tenant.number(), "Bonjour de D");
        twilio.phone(number).await(1, PATIENCE);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        String suggestion = suggested(tenant, customers.getFirst(), "phone", number);
        mergeTwice(tenant, customers);

        post("/merge-suggestions/" + suggestion + "/confirm", "{}");

        assertThat(open(tenant)).hasSize(1);
        assertThat(timeline(open(tenant).getFirst())).contains("Bonjour de A", "Bonjour de C", "Bonjour de D");
    }

    @Test
    void joinsWhoWasNamedWithWhomTheyTurnedOutToBe() {
        Tenant tenant = world.tenant(settings -> {});
        List<String> customers = three(tenant);
        twilio.phone(Post.number()).send(tenant.number(), "Bonjour de D");
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        String suggestion = suggested(tenant, customers(tenant).getLast(), "name", customers.getFirst());
        mergeTwice(tenant, customers);

        post("/merge-suggestions/" + suggestion + "/confirm", "{}");

        assertThat(open(tenant)).hasSize(1);
        assertThat(mergedInto(tenant, customers.getFirst())).isEqualTo(customers.get(1));
    }

    @Test
    void sendsACodeToWhomTheCustomerTurnedOutToBe() {
        Tenant tenant = shop();
        List<String> customers = three(tenant);
        String suggestion = suggested(tenant, customers.getFirst(), "email", customer);
        mergeTwice(tenant, customers);

        JsonNode sent = post("/merge-suggestions/" + suggestion + "/code", "{}");
        assertThat(sent.path("success").asBoolean()).as(sent.toString()).isTrue();
        SimulatedPhone phone = twilio.phone(phoneOf(tenant, customers.getLast()));
        phone.send(tenant.number(), code());

        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        sendGrid().deliver(mail(tenant, "Et par mail"));
        await().untilAsserted(
                        () -> assertThat(timeline(open(tenant).getFirst())).contains("Et par mail"));
        assertThat(open(tenant)).hasSize(1);
    }

    @Test
    void meansWhoACustomerTurnedOutToBeWhenTheyAreMergedByHand() {
        Tenant tenant = world.tenant(settings -> {});
        List<String> customers = three(tenant);
        String a = customers.get(0);
        String b = customers.get(1);
        String c = customers.get(2);
        merge(tenant, b, a);

        JsonNode joined = merge(tenant, a, c);
        JsonNode again = merge(tenant, c, a);

        assertThat(joined.path("id").asText()).isEqualTo(b);
        assertThat(joined.path("addresses")).hasSize(3);
        assertThat(again.path("id").asText()).isEqualTo(b);
        assertThat(mergedInto(tenant, a)).isEqualTo(b);
        assertThat(mergedInto(tenant, c)).isEqualTo(b);
        assertThat(open(tenant)).hasSize(1);
        assertThat(world.count("omni_merges", tenant)).isEqualTo(2);
    }

    @Test
    void followsWithWhatWasAcceptedForACustomerWhileTheyWereBeingMerged() {
        Tenant tenant = world.tenant(settings -> {});
        List<String> customers = three(tenant);
        mergeTwice(tenant, customers);
        world.database()
                .update(
                        "insert into omni_contact_addresses (tenant_id, id, kind, address, contact_id)"
                                + " values (?, ?, 'whatsapp', 'FR.1234567890', ?::uuid)",
                        tenant.id(),
                        Uuid7.next(),
                        customers.getFirst());

        JsonNode joined = merge(tenant, customers.getLast(), customers.getFirst());

        assertThat(joined.path("id").asText()).isEqualTo(customers.getLast());
        assertThat(joined.path("addresses")).hasSize(4);
    }

    @Test
    void undoesNoMergeWhoseCustomerIsBeingMergedAgain() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        List<String> customers = three(tenant);
        String merge = merge(tenant, customers.get(1), customers.get(0))
                .at("/merges/0/id")
                .asText();
        JsonNode undone;
        JsonNode joined;
        try (Connection other = world.connect();
                ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor();
                PreparedStatement hold = other.prepareStatement(
                        "select id from omni_contact_addresses where contact_id = ?::uuid for update")) {
            other.setAutoCommit(false);
            hold.setString(1, customers.get(1));
            hold.execute();
            Future<JsonNode> merging = operators.submit(() -> merge(tenant, customers.get(2), customers.get(1)));
            await().untilAsserted(() -> assertThat(waitForLocks()).isEqualTo(1));
            Future<JsonNode> undoing = operators.submit(() -> post("/merges/" + merge + "/undo", "{}"));
            await().untilAsserted(() -> assertThat(waitForLocks()).isEqualTo(2));
            other.rollback();
            joined = merging.get();
            undone = undoing.get();
        }

        assertThat(joined.path("id").asText()).isEqualTo(customers.get(2));
        assertThat(undone.path("code").asText()).as(undone.toString()).isEqualTo("later_merge");
        assertThat(mergedInto(tenant, customers.get(0))).isEqualTo(customers.get(1));
    }

    private List<String> expectCodes(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select conversation_id::text from omni_merge_suggestions where tenant_id = ? and code_hash is not null",
                        String.class,
                        tenant.id());
    }

    private long waitForLocks() {
        return world.database()
                .queryForObject(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
                        Long.class);
    }

    private String anotherNumber(Tenant tenant) {
        String number = tenant.number().replace("+33188", "+33189");
        world.database()
                .update(
                        "insert into omni_phone_mappings (tenant_id, id, phone_number) values (?, ?, ?)",
                        tenant.id(),
                        Uuid7.next(),
                        number);
        return number;
    }

    private void called(Tenant tenant, String number) {
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        call.ask("Quelle heure est-il ?", PATIENCE);
        call.hangUp();
        call.awaitEnd(PATIENCE);
        await().untilAsserted(() -> assertThat(world.database()
                        .queryForObject(
                                "select count(*) from omni_calls where tenant_id = ? and ended_at is null",
                                Long.class,
                                tenant.id()))
                .isZero());
    }

    /** Two customers become one. @return the conversation that goes on */
    private String mergedAll(Tenant tenant) {
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        List<String> customers = customers(tenant);
        assertThat(customers).hasSize(2);
        merge(tenant, customers.getFirst(), customers.getLast());
        return open(tenant).getFirst();
    }

    /** A, B and C, who have each written. */
    private List<String> three(Tenant tenant) {
        for (String name : List.of("A", "B", "C")) {
            SimulatedPhone phone = twilio.phone(Post.number());
            phone.send(tenant.number(), "Bonjour de " + name);
            phone.await(1, PATIENCE);
        }
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        return customers(tenant);
    }

    /** A is B, and B is C. */
    private void mergeTwice(Tenant tenant, List<String> customers) {
        merge(tenant, customers.get(1), customers.get(0));
        merge(tenant, customers.get(2), customers.get(1));
    }

    private String suggested(Tenant tenant, String customer, String kind, String address) {
        UUID id = Uuid7.next();
        world.database()
                .update(
                        """
                        insert into omni_merge_suggestions (tenant_id, id, contact_id, kind, address, said, channel,
                          conversation_id, message_id)
                        values (?, ?, ?::uuid, ?, ?, ?, 'sms', ?::uuid, gen_random_uuid())""",
                        tenant.id(),
                        id,
                        customer,
                        kind,
                        address,
                        address,
                        conversationOf(tenant, customer));
        return id.toString();
    }

    private String mergedInto(Tenant tenant, String customer) {
        return get("/api/v1/omnichannel/customers/" + customer + "?tenantId=" + tenant.id())
                .at("/customer/merged_into")
                .asText();
    }

    private String phoneOf(Tenant tenant, String customer) {
        return world.database()
                .queryForObject(
                        "select address from omni_contact_addresses where tenant_id = ? and contact_id = ?::uuid order by id limit 1",
                        String.class,
                        tenant.id(),
                        customer);
    }

    private List<String> waitForAHuman(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select conversation_id::text from omni_handoffs where tenant_id = ? and status = 'open'",
                        String.class,
                        tenant.id());
    }
}
