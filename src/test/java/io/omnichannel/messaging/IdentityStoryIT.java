package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.memory.Facts;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.mail.InboundParseForm;
import io.omnichannel.simulator.mail.SimulatedMail;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.SimulatedText;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One customer, one conversation, whatever they write from. */
class IdentityStoryIT extends CustomerStory {

    @Autowired
    Facts facts;

    @Test
    void takesAHundredFirstContactsAtOnceForOneCustomerOfEachTenant() throws Exception {
        Tenant one = world.tenant(settings -> {});
        Tenant other = world.tenant(settings -> {});
        String number = Post.number();

        atOnce(IntStream.range(0, 100)
                .<Runnable>mapToObj(i -> contact(i % 2 == 0 ? one : other, number, i % 3))
                .toList());

        for (Tenant tenant : List.of(one, other)) {
            assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
            assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
            // Every third contact is a call.
            assertThat(inbound(tenant)).isEqualTo(tenant == one ? 33 : 34);
            assertThat(world.count("omni_calls", tenant)).isEqualTo(tenant == one ? 17 : 16);
            assertThat(seqs(tenant)).doesNotHaveDuplicates();
        }
    }

    @Test
    void takesFirstContactsOnFourChannelsForOneCustomerOnceTheMailAddressWasConfirmed() throws Exception {
        Tenant tenant = shop();
        String number = Post.number();
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Mon adresse est " + customer);
        phone.send(tenant.number(), code());
        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        close(tenant);

        atOnce(IntStream.range(0, 100)
                .<Runnable>mapToObj(i -> i % 4 == 3
                        ? () -> sendGrid().deliver(InboundParseForm.parsed(mail(tenant, "Bonjour " + i)))
                        : contact(tenant, number, i % 4))
                .toList());

        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(2);
        assertThat(open(tenant)).hasSize(1);
        assertThat(channels(tenant)).containsExactlyInAnyOrder("voice", "sms", "whatsapp", "email");
    }

    @Test
    void knowsAWhatsappCustomerByIdAndByNumberAlike() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        String id = scopedId();
        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Bonjour"));

        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "C'est encore moi")
                .with("ExternalUserId", "whatsapp:" + number));
        twilio.phone(number).send(tenant.number(), "Et moi");

        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
    }

    @Test
    void joinsTwoCustomersWhomOneMessageProvesToBeOneAndHeedsTheStopOfEither() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        String id = scopedId();
        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Bonjour, je suis l'identifiant"));
        SimulatedPhone sms = twilio.phone(number);
        sms.send(tenant.number(), "Bonjour, je suis le numéro");
        sms.await(1, PATIENCE);
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(2);

        twilio.deliver(
                SimulatedText.whatsapp(id, tenant.number(), "ARRET").with("ExternalUserId", "whatsapp:" + number));

        await().untilAsserted(() -> assertThat(open(tenant)).hasSize(1));
        assertThat(world.count("omni_merges", tenant)).isEqualTo(1);
        assertThat(consents(tenant)).contains("whatsapp " + id, "whatsapp " + number);
        twilio.whatsapp(number).send(tenant.number(), "Vous êtes là ?");
        await().untilAsserted(() -> assertThat(outbox(tenant)).contains("suppressed"));
        assertThat(twilio.whatsapp(number).received()).isEmpty();
        assertThat(timeline(open(tenant).getFirst()))
                .contains("Bonjour, je suis l'identifiant", "Bonjour, je suis le numéro", "Vous êtes là ?");
    }

    @Test
    void endsWithOneCustomerHoweverIdNumberAndBothComeAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            Tenant tenant = world.tenant(settings -> {});
            String number = Post.number();
            String id = scopedId();

            atOnce(IntStream.range(0, 60)
                    .<Runnable>mapToObj(i -> () -> {
                        switch (i % 3) {
                            case 0 ->
                                twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Par l'identifiant " + i));
                            case 1 -> twilio.phone(number).send(tenant.number(), "Par le numéro " + i);
                            default ->
                                twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Par les deux " + i)
                                        .with("ExternalUserId", "whatsapp:" + number));
                        }
                    })
                    .toList());

            await().untilAsserted(() -> assertThat(open(tenant)).hasSize(1));
            assertThat(inbound(tenant)).isEqualTo(60);
            assertThat(contents(get("/api/v1/omnichannel/conversations/"
                                    + open(tenant).getFirst())
                            .path("conversation")))
                    .filteredOn(line -> line.startsWith("Par "))
                    .hasSize(60)
                    .doesNotHaveDuplicates();
            assertThat(world.count("omni_merges", tenant)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void answersWhatWaitedInTheConversationThatEnded() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone first = twilio.phone(Post.number());
        SimulatedPhone second = twilio.phone(Post.number());
        first.send(tenant.number(), "Bonjour");
        first.await(1, PATIENCE);
        second.send(tenant.number(), "Bonjour aussi");
        second.await(1, PATIENCE);
        List<String> customers = customers(tenant);
        // As if the agent were slow: the question is on disk and nobody has taken it up.
        world.database()
                .update(
                        "update omni_lanes set answered_seq = 0, ready_at = now() + interval '1 hour' where tenant_id = ?"
                                + " and conversation_id = (select id from omni_conversations where tenant_id = ? and contact_id = ?::uuid)",
                        tenant.id(),
                        tenant.id(),
                        customers.getLast());

        merge(tenant, customers.getFirst(), customers.getLast());

        assertThat(second.await(2, PATIENCE)).hasSize(2);
        assertThat(first.received()).hasSize(1);
    }

    @Test
    void keepsTheAgentsAnswerBackWhereTheConversationWentOnInOneThatAHumanOwns() {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        post("/conversations/" + conversationOf(tenant, customers.getFirst()) + "/takeover", "{}");
        // An answer that is still to be sent, to the customer whose conversation ends.
        world.database()
                .update(
                        "update omni_outbox set status = 'queued', ready_at = now() + interval '1 hour', provider_id = null"
                                + " where tenant_id = ? and id = (select id from omni_outbox where tenant_id = ?"
                                + " and conversation_id = ?::uuid order by position desc limit 1)",
                        tenant.id(),
                        tenant.id(),
                        conversationOf(tenant, customers.getLast()));

        merge(tenant, customers.getFirst(), customers.getLast());
        world.database()
                .update(
                        "update omni_outbox set ready_at = now() where tenant_id = ? and status = 'queued'",
                        tenant.id());

        await().untilAsserted(() -> assertThat(outbox(tenant)).endsWith("suppressed"));
    }

    @Test
    void givesBothTimelinesBackToTheByte() {
        Tenant tenant = world.tenant(settings -> {});
        String before = twoCustomers(tenant);
        List<String> customers = customers(tenant);

        JsonNode merged = merge(tenant, customers.getFirst(), customers.getLast());
        String id = merged.at("/merges/0/id").asText();
        assertThat(open(tenant)).hasSize(1);
        assertThat(merged.path("addresses")).hasSize(2);
        JsonNode undone = post("/merges/" + id + "/undo", "{}").path("customer");

        assertThat(undone.path("addresses")).hasSize(1);
        assertThat(shown(tenant)).isEqualTo(before);
        assertThat(post("/merges/" + id + "/undo", "{}").path("success").asBoolean())
                .isTrue();
    }

    @Test
    void showsBothTimelinesAsOneInTheOrderOfTheMerge() {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        List<String> first = timeline(conversationOf(tenant, customers.getFirst()));
        List<String> second = timeline(conversationOf(tenant, customers.getLast()));

        merge(tenant, customers.getFirst(), customers.getLast());
        List<String> whole = timeline(open(tenant).getFirst());

        List<String> expected = new ArrayList<>(first);
        expected.addAll(second);
        assertThat(whole).isEqualTo(expected);
        JsonNode page = get("/api/v1/omnichannel/conversations/" + open(tenant).getFirst() + "?limit=3")
                .path("conversation");
        JsonNode older = get("/api/v1/omnichannel/conversations/"
                        + open(tenant).getFirst() + "?limit=3&after="
                        + page.path("messages_next").asText())
                .path("conversation");
        assertThat(contents(older)).isEqualTo(expected.subList(expected.size() - 6, expected.size() - 3));
    }

    @Test
    void answersAQuestionOnceThatGoesHomeWhileItIsBeingAnswered() {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        String first = conversationOf(tenant, customers.getFirst());
        // Somebody is answering the first customer, and the second's last question waits.
        world.database()
                .update(
                        "update omni_lanes set lease_until = now() + interval '1 hour' where conversation_id = ?::uuid",
                        first);
        world.database()
                .update(
                        "update omni_lanes set answered_seq = 2, ready_at = now() + interval '1 hour'"
                                + " where tenant_id = ? and conversation_id <> ?::uuid",
                        tenant.id(),
                        first);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        String fence = "select fence from omni_lanes where conversation_id = ?::uuid";
        long before = world.database().queryForObject(fence, Long.class, first);

        post("/merges/" + merge + "/undo", "{}");

        assertThat(world.database().queryForObject(fence, Long.class, first)).isGreaterThan(before);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(timeline(first)).noneMatch(line -> line.endsWith(" B"));
        assertThat(timeline(conversationOf(tenant, customers.getLast()))).hasSize(5);
    }

    /** The taking up is seen by nobody yet, so that the undoing sees a lane that nobody has, and waits for it. */
    @Test
    void stopsWhoeverTakesALaneUpInTheMomentInWhichAMergeIsUndone() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        String first = conversationOf(tenant, customers.getFirst());
        String lane = "update omni_lanes set ready_at = %s, lease_until = %s, fence = fence + 1, answered_seq = 2"
                + " where conversation_id = '%s'";
        String soon = "now() + interval '1 hour'";
        world.database().update(lane.formatted("null", soon, first));
        world.database()
                .update(
                        "update omni_lanes set answered_seq = 2, ready_at = now() + interval '1 hour'"
                                + " where tenant_id = ? and conversation_id <> ?::uuid",
                        tenant.id(),
                        first);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        world.database().update(lane.formatted(soon, "null", first));
        String fence = "select fence from omni_lanes where conversation_id = ?::uuid";
        long before = world.database().queryForObject(fence, Long.class, first);

        try (Connection other = world.database().getDataSource().getConnection();
                Statement taking = other.createStatement();
                ExecutorService desk = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            taking.executeUpdate(lane.formatted("null", soon, first));
            Future<JsonNode> undone = desk.submit(() -> post("/merges/" + merge + "/undo", "{}"));
            await().atMost(PATIENCE)
                    .until(() -> undone.isDone()
                            || world.database()
                                    .queryForObject(
                                            "select exists (select from pg_stat_activity where datname = current_database()"
                                                    + " and wait_event_type = 'Lock')",
                                            Boolean.class));
            other.commit();
            assertThat(undone.get().path("success").asBoolean()).isTrue();
        }

        assertThat(world.database().queryForObject(fence, Long.class, first)).isGreaterThan(before + 1);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(timeline(first)).noneMatch(line -> line.endsWith(" B"));
    }

    @Test
    void answersWhatWaitedWhenTheMergeGaveItToTheOthersHuman() {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        String first = conversationOf(tenant, customers.getFirst());
        post("/conversations/" + conversationOf(tenant, customers.getLast()) + "/takeover", "{}");
        // The first customer's last question waits.
        String waits =
                "update omni_lanes set answered_seq = 2, ready_at = now() + ?::interval where conversation_id = ?::uuid";
        world.database().update(waits, "1 hour", first);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        world.database().update(waits, "0", first);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(answers(first)).isEqualTo(2);

        post("/merges/" + merge + "/undo", "{}");

        await().untilAsserted(() -> assertThat(answers(first)).isEqualTo(3));
    }

    @Test
    void givesWhatCameSinceTheMergeToWhoeverWroteIt() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone first = twilio.phone(Post.number());
        SimulatedPhone second = twilio.phone(Post.number());
        first.send(tenant.number(), "Bonjour de A");
        first.await(1, PATIENCE);
        second.send(tenant.number(), "Bonjour de B");
        second.await(1, PATIENCE);
        List<String> customers = customers(tenant);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        second.send(tenant.number(), "Ma référence est B77");
        second.await(2, PATIENCE);
        first.send(tenant.number(), "Ma référence est A33");
        first.await(2, PATIENCE);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());

        post("/merges/" + merge + "/undo", "{}");

        assertThat(open(tenant)).hasSize(2);
        assertThat(timeline(conversationOf(tenant, customers.getFirst())))
                .contains("Bonjour de A", "Ma référence est A33")
                .noneMatch(line -> line.contains("B77") || line.contains("de B"));
        assertThat(timeline(conversationOf(tenant, customers.getLast())))
                .contains("Bonjour de B", "Ma référence est B77")
                .noneMatch(line -> line.contains("A33") || line.contains("de A"));
        second.send(tenant.number(), "Toujours là ?");
        second.await(3, PATIENCE);
        assertThat(timeline(conversationOf(tenant, customers.getLast()))).contains("Toujours là ?");
    }

    @Test
    void leavesWhatCameInAConversationThatIsOverBeforeWhatHasBegunSince() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone first = twilio.phone(Post.number());
        SimulatedPhone second = twilio.phone(Post.number());
        first.send(tenant.number(), "A1");
        first.await(1, PATIENCE);
        second.send(tenant.number(), "B1");
        second.await(1, PATIENCE);
        List<String> customers = customers(tenant);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        second.send(tenant.number(), "B2");
        second.await(2, PATIENCE);
        close(tenant);
        second.send(tenant.number(), "B3");
        second.await(3, PATIENCE);
        first.send(tenant.number(), "A2");
        first.await(2, PATIENCE);
        close(tenant);
        first.send(tenant.number(), "A3");
        first.await(3, PATIENCE);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());

        post("/merges/" + merge + "/undo", "{}");

        assertThat(written(tenant, customers.getFirst())).containsExactly("closed A1", "closed A2", "active A3");
        assertThat(written(tenant, customers.getLast())).containsExactly("closed B1", "closed B2", "closed B3");
    }

    @Test
    void remembersOfBothWhileTheyAreOneAndOfEachWhatWasTheirsAfterwards() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone first = twilio.phone(Post.number());
        SimulatedPhone second = twilio.phone(Post.number());
        first.send(tenant.number(), "Bonjour de A");
        first.await(1, PATIENCE);
        second.send(tenant.number(), "Bonjour de B");
        second.await(1, PATIENCE);
        List<String> customers = customers(tenant);
        String ofA = conversationOf(tenant, customers.getFirst());
        noted(tenant, ofA, "ville", "Lyon");
        String ofB = conversationOf(tenant, customers.getLast());
        noted(tenant, ofB, "ville", "Nantes");
        noted(tenant, ofB, "animal", "un chat");
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        second.send(tenant.number(), "Ma référence est B77");
        second.await(2, PATIENCE);
        noted(tenant, ofA, "référence", "B77");
        noted(tenant, ofA, "ville", "Brest");
        first.send(tenant.number(), "Ma pointure est 42");
        first.await(2, PATIENCE);
        noted(tenant, ofA, "pointure", "42");
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(remembered(tenant, customers.getFirst()))
                .contains("Brest", "un chat", "B77", "42")
                .doesNotContain("Lyon", "Nantes");

        post("/merges/" + merge + "/undo", "{}");

        assertThat(remembered(tenant, customers.getFirst()))
                .contains("Lyon", "42")
                .doesNotContain("chat", "B77", "Brest");
        assertThat(remembered(tenant, customers.getLast()))
                .contains("un chat", "B77", "Brest")
                .doesNotContain("Lyon", "42", "Nantes");
    }

    @Test
    void neverJoinsAgainWhatAHumanTookApart() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        String id = scopedId();
        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Bonjour"));
        twilio.phone(number).send(tenant.number(), "Bonjour");
        SimulatedText both =
                SimulatedText.whatsapp(id, tenant.number(), "Les deux").with("ExternalUserId", "whatsapp:" + number);
        twilio.deliver(both);
        await().untilAsserted(
                        () -> assertThat(world.count("omni_merges", tenant)).isEqualTo(1));
        String merge = world.database()
                .queryForObject("select id::text from omni_merges where tenant_id = ?", String.class, tenant.id());
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        post("/merges/" + merge + "/undo", "{}");

        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Encore les deux")
                .with("ExternalUserId", "whatsapp:" + number));

        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(world.count("omni_merges", tenant)).isEqualTo(1);
        assertThat(open(tenant)).hasSize(2);
        assertThat(suggestion(tenant)).isEqualTo("undone");
    }

    @Test
    void linksAMailAddressThatTheCustomerConfirmsByText() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());

        phone.send(tenant.number(), "Mon adresse mail est " + customer + ", merci");
        String code = code();
        assertThat(phone.await(1, PATIENCE))
                .extracting(RestMessage::body)
                .anyMatch(text -> text.contains("code à six chiffres") && !text.contains(customer));
        phone.send(tenant.number(), code);

        await().untilAsserted(() ->
                assertThat(phone.received()).extracting(RestMessage::body).anyMatch(text -> text.contains("confirmé")));
        sendGrid().deliver(mail(tenant, "Et me voici par mail"));
        await().untilAsserted(() -> assertThat(channels(tenant)).contains("email"));
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(timeline(open(tenant).getFirst())).noneMatch(line -> line.contains("code est " + code));
        assertThat(world.database()
                        .queryForObject(
                                "select count(*) from omni_outbox where tenant_id = ? and payload ->> 'text' like ?",
                                Long.class,
                                tenant.id(),
                                "%" + code + "%"))
                .isZero();
    }

    @Test
    void joinsTheCustomerWhoHadTheAddressOnceTheCodeCameBack() {
        Tenant tenant = shop();
        sendGrid().deliver(mail(tenant, "Bonjour par mail"));
        answers(1);
        SimulatedPhone phone = twilio.phone(Post.number());

        phone.send(tenant.number(), "C'est " + customer);
        sendGrid().ledger().awaitSentTo(customer, 2, PATIENCE);
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(2);
        phone.send(tenant.number(), "Le code est le " + code());

        await().untilAsserted(() -> assertThat(open(tenant)).hasSize(1));
        assertThat(timeline(open(tenant).getFirst())).contains("Bonjour par mail", "C'est " + customer);
    }

    @Test
    void takesACodeThatIsSaidOrKeyedInACall() {
        Tenant tenant = shop();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(Post.number())).awaitConnected();

        call.ask("Mon adresse est " + customer.replace("@", " arobase ").replace(".", " point "), PATIENCE);
        String code = code();
        await().untilAsserted(
                        () -> assertThat(timelineOf(tenant)).anyMatch(line -> line.contains("sur votre clavier")));
        code.chars().forEach(digit -> call.press((char) digit));
        call.press('#');

        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        await().untilAsserted(() -> assertThat(timelineOf(tenant)).anyMatch(line -> line.contains("c'est confirmé")));
        call.hangUp();
        call.awaitEnd(PATIENCE);
        sendGrid().deliver(mail(tenant, "Suite de l'appel"));
        answers(2);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
    }

    @Test
    void readsTheAddressInATextThatACallHasAnsweredAloud() {
        Tenant tenant = shop();
        String number = Post.number();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        call.ask("Bonjour", PATIENCE);
        twilio.phone(number).send(tenant.number(), "Mon adresse mail est " + customer + ", merci");
        call.ask("Merci", PATIENCE);
        await().until(() -> world.count("omni_turns", tenant) == 2);

        call.hangUp();
        call.awaitEnd(PATIENCE);

        assertThat(code()).hasSize(6);
        assertThat(suggestion(tenant)).isEqualTo("pending");
    }

    @Test
    void takesACodeThoughAHumanOwnsTheConversation() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Mon adresse mail est " + customer + ", merci");
        String first = code();
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        post("/conversations/" + open(tenant).getFirst() + "/takeover", "{}");
        world.database().update("update omni_merge_suggestions set code_hash = null where tenant_id = ?", tenant.id());
        // Written before the code that follows was sent: it means something else.
        phone.send(tenant.number(), "Ma commande est la 123456");
        post(
                "/merge-suggestions/"
                        + world.database()
                                .queryForObject(
                                        "select id::text from omni_merge_suggestions where tenant_id = ?",
                                        String.class,
                                        tenant.id())
                        + "/code",
                "{}");
        await().untilAsserted(() -> assertThat(code()).isNotEqualTo(first));
        int before = phone.received().size();

        phone.send(tenant.number(), code());

        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        assertThat(phone.await(before + 1, PATIENCE)).last().satisfies(answer -> assertThat(answer.body())
                .contains("confirmé"));
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(phone.received()).hasSize(before + 1);
        assertThat(attempts(tenant)).isZero();
        assertThat(world.database()
                        .queryForObject(
                                "select string_agg(owner, ' ') from omni_conversations where tenant_id = ?",
                                String.class,
                                tenant.id()))
                .isEqualTo("human");
    }

    @Test
    void takesNoWrongCodeNoOldOneAndNoneTwice() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Mon adresse est " + customer);
        String code = code();
        String wrong = code.equals("000000") ? "000001" : "000000";

        phone.send(tenant.number(), wrong);
        await().untilAsserted(() -> assertThat(bodies(phone)).anyMatch(text -> text.contains("pas le bon")));
        assertThat(suggestion(tenant)).isEqualTo("pending");

        world.database()
                .update(
                        "update omni_merge_suggestions set code_expires_at = now() - interval '1 second' where tenant_id = ?",
                        tenant.id());
        phone.send(tenant.number(), code);
        await().untilAsserted(() -> assertThat(bodies(phone)).anyMatch(text -> text.contains("plus valable")));
        assertThat(suggestion(tenant)).isEqualTo("pending");

        world.database()
                .update(
                        "update omni_merge_suggestions set code_expires_at = now() + interval '1 minute' where tenant_id = ?",
                        tenant.id());
        phone.send(tenant.number(), code);
        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        int confirmations =
                Collections.frequency(bodies(phone), "Merci, c'est confirmé : cette adresse est bien la vôtre.");
        phone.send(tenant.number(), code);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(Collections.frequency(bodies(phone), "Merci, c'est confirmé : cette adresse est bien la vôtre."))
                .isLessThanOrEqualTo(Math.max(1, confirmations));
    }

    @Test
    void takesNoRightCodeAfterFiveWrongOnes() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Mon adresse est " + customer);
        String code = code();
        for (int tried = 1; tried <= 5; tried++) {
            phone.send(tenant.number(), "%06d".formatted((Integer.parseInt(code) + tried) % 1_000_000));
            int so = tried;
            await().untilAsserted(() -> assertThat(attempts(tenant)).isEqualTo(so));
        }

        phone.send(tenant.number(), code);

        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(suggestion(tenant)).isEqualTo("pending");
    }

    @Test
    void suggestsANumberGivenInAMailAndLeavesItToTheOperator() {
        Tenant tenant = shop();
        String number = "+336120" + "%05d".formatted(ThreadLocalRandom.current().nextInt(100_000));
        twilio.phone(number).send(tenant.number(), "Bonjour");
        sendGrid().deliver(mail(tenant, "Rappelez-moi au 0" + number.substring(3) + " s'il vous plaît."));
        await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));

        JsonNode suggested = suggestions(tenant).get(0);
        JsonNode customer = post("/merge-suggestions/" + suggested.path("id").asText() + "/confirm", "{}")
                .path("customer");

        assertThat(suggested.path("address").asText()).isEqualTo(number);
        assertThat(suggested.path("channel").asText()).isEqualTo("email");
        assertThat(customer.path("addresses")).hasSize(2);
        assertThat(customer.at("/merges/0/by").asText()).isEqualTo("operator");
        assertThat(suggestions(tenant)).isEmpty();
    }

    @Test
    void suggestsACustomerOfTheSameNameAndMergesNothingByItself() {
        Tenant tenant = shop();
        sendGrid()
                .deliver(SimulatedMail.of("Claire Moreau <" + customer + ">", address(tenant), "Question", "Bonjour"));
        answers(1);
        twilio.phone(Post.number()).send(tenant.number(), "Bonjour, je m'appelle claire moreau");
        await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));
        JsonNode suggested = suggestions(tenant).get(0);

        assertThat(suggested.path("kind").asText()).isEqualTo("name");
        assertThat(suggested.path("address").isNull()).isTrue();
        assertThat(suggested.path("other_customer_id").asText())
                .isEqualTo(customers(tenant).getFirst());
        assertThat(open(tenant)).hasSize(2);
        post("/merge-suggestions/" + suggested.path("id").asText() + "/confirm", "{}");
        assertThat(open(tenant)).hasSize(1);
    }

    @Test
    void joinsCustomersWhomACrashLeftApart() {
        Tenant tenant = world.tenant(settings -> {});
        String id = scopedId();
        String number = Post.number();
        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Bonjour"));
        twilio.phone(number).send(tenant.number(), "Bonjour");
        List<String> customers = customers(tenant);

        // What the accepting statement leaves, and a node that died before it did anything about it.
        world.database()
                .update(
                        """
                        insert into omni_merge_suggestions (tenant_id, id, contact_id, kind, address, strength, said,
                          channel, conversation_id, message_id, lease_until)
                        select tenant_id, gen_random_uuid(), contact_id, 'whatsapp', ?, 'strong', ?, 'whatsapp', id,
                          gen_random_uuid(), now() - interval '1 second'
                        from omni_conversations where tenant_id = ? and contact_id = ?::uuid""",
                        id,
                        id,
                        tenant.id(),
                        customers.getLast());

        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        assertThat(open(tenant)).hasSize(1);
        assertThat(world.count("omni_merges", tenant)).isEqualTo(1);
    }

    @Test
    void suggestsNoAddressAgainThatWasDismissed() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Écrivez aussi à ma collègue chez " + customer + " s'il vous plaît, elle attend");
        await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));
        post("/merge-suggestions/" + suggestions(tenant).get(0).path("id").asText() + "/dismiss", "{}");

        phone.send(tenant.number(), "Elle est à " + customer + ", je vous l'ai dit");

        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(suggestions(tenant)).isEmpty();
    }

    @Test
    void undoesMergesInReverseOrder() {
        Tenant tenant = world.tenant(settings -> {});
        String before = twoCustomers(tenant);
        SimulatedPhone third = twilio.phone(Post.number());
        third.send(tenant.number(), "Bonjour de C");
        third.await(1, PATIENCE);
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsOnly("delivered"));
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        String all = shown(tenant);
        List<String> customers = customers(tenant);
        String first = merge(tenant, customers.get(0), customers.get(1))
                .at("/merges/0/id")
                .asText();
        String second = merge(tenant, customers.get(2), customers.get(0))
                .at("/merges/0/id")
                .asText();
        assertThat(timeline(open(tenant).getFirst())).hasSize(10);

        JsonNode tooEarly = post("/merges/" + first + "/undo", "{}");

        assertThat(tooEarly.path("code").asText()).isEqualTo("later_merge");
        assertThat(tooEarly.path("detail").asText()).contains(second);
        assertThat(post("/merges/" + second + "/undo", "{}").path("success").asBoolean())
                .isTrue();
        assertThat(post("/merges/" + first + "/undo", "{}").path("success").asBoolean())
                .isTrue();
        assertThat(shown(tenant)).isEqualTo(all).startsWith(before);
    }

    @Test
    void keepsTheConversationThatIsBeingSpokenAndLetsTwoCallsFinish() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour par écrit");
        phone.await(1, PATIENCE);
        SimulatedCall one =
                world.simulator().call(world.setup(tenant).from(Post.number())).awaitConnected();
        SimulatedCall other =
                world.simulator().call(world.setup(tenant).from(Post.number())).awaitConnected();
        List<String> customers = customers(tenant);
        String spoken = conversationOf(tenant, customers.get(1));

        JsonNode refused = post("/customers/" + customers.get(1) + "/merge", "{\"with\":\"" + customers.get(2) + "\"}");
        merge(tenant, customers.get(0), customers.get(1));

        assertThat(refused.path("code").asText()).isEqualTo("call_in_progress");
        assertThat(open(tenant)).contains(spoken).hasSize(2);
        one.ask("Quelle heure est-il ?", PATIENCE);
        await().untilAsserted(
                        () -> assertThat(timeline(spoken)).contains("Bonjour par écrit", "Quelle heure est-il ?"));
        List.of(one, other).forEach(call -> {
            call.hangUp();
            call.awaitEnd(PATIENCE);
        });
    }

    @Test
    void refusesWhatCannotBeMergedAndSaysWhy() {
        Tenant tenant = world.tenant(settings -> {});
        Tenant other = world.tenant(settings -> {});
        String number = Post.number();
        twilio.phone(number).send(tenant.number(), "Bonjour");
        twilio.phone(number).send(other.number(), "Bonjour");
        String ours = customers(tenant).getFirst();
        String theirs = customers(other).getFirst();

        assertThat(post("/customers/" + ours + "/merge", "{\"with\":\"" + ours + "\"}")
                        .path("status")
                        .asInt())
                .isEqualTo(400);
        assertThat(post("/customers/" + ours + "/merge", "{\"with\":\"" + theirs + "\"}")
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(get("/api/v1/omnichannel/customers/" + ours + "?tenantId=" + other.id())
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(post("/merges/" + ours + "/undo", "{}").path("status").asInt())
                .isEqualTo(404);
        assertThat(post("/merge-suggestions/" + ours + "/confirm", "{}")
                        .path("status")
                        .asInt())
                .isEqualTo(404);
    }

    @Test
    void sendsThreeCodesADayAndNoneToWhoeverWantsNoMail() {
        Tenant tenant = shop();
        twilio.phone(Post.number()).send(tenant.number(), "Écrivez à " + customer);
        await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));
        String code =
                "/merge-suggestions/" + suggestions(tenant).get(0).path("id").asText() + "/code";

        for (int sent = 0; sent < 3; sent++) {
            assertThat(post(code, "{}").path("success").asBoolean()).isTrue();
        }
        assertThat(post(code, "{}").path("code").asText()).isEqualTo("too_many_codes");
        sendGrid().ledger().awaitSentTo(customer, 3, PATIENCE);
        sendGrid().deliver(mail(tenant, "STOP"));
        await().untilAsserted(() -> assertThat(consents(tenant)).hasSize(1));
        assertThat(post(code, "{}").path("code").asText()).isEqualTo("opted_out");
    }

    @Test
    void saysNothingOfCodesToWhoHasSaidStop() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "ARRET");
        phone.await(1, PATIENCE);

        phone.send(tenant.number(), "Mon adresse est " + customer);
        phone.send(tenant.number(), code());

        await().untilAsserted(() -> assertThat(suggestion(tenant)).isEqualTo("confirmed"));
        await().untilAsserted(() -> assertThat(world.database()
                        .queryForList(
                                "select reason from omni_outbox where tenant_id = ? and channel = 'sms' and kind = 'identity'"
                                        + " and status = 'suppressed' and error_code = 'opted_out'",
                                tenant.id()))
                .hasSize(2));
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void waitsForNoCodeThatAStopHeldBack() {
        Tenant tenant = shop();
        sendGrid().faults().retryAfter(Duration.ofMinutes(5)).next(Fault.TOO_MANY_RETRY_AFTER);
        twilio.phone(Post.number()).send(tenant.number(), "Mon adresse est " + customer);
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactlyInAnyOrder("queued", "delivered"));

        sendGrid().deliver(mail(tenant, "STOP"));
        await().untilAsserted(() -> assertThat(consents(tenant)).hasSize(1));
        anHourLater(tenant);

        await().untilAsserted(() -> assertThat(outbox(tenant)).contains("suppressed"));
        JsonNode suggested = suggestions(tenant).get(0);
        assertThat(suggested.path("code_pending").asBoolean()).isFalse();
        assertThat(post("/merge-suggestions/" + suggested.path("id").asText() + "/code", "{}")
                        .path("code")
                        .asText())
                .isEqualTo("opted_out");
    }

    @Test
    void saysThatACodeWasRightThoughTheProgramEndedBetweenTheTwo() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Mon adresse est " + customer);
        String code = code();
        phone.await(1, PATIENCE);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        world.database()
                .execute(
                        """
                        create sequence test_notices;
                        grant usage on sequence test_notices to public;
                        create function test_no_notice() returns trigger language plpgsql as $$
                        begin
                          if new.tenant_id = '%s' and new.kind in ('notice', 'identity') then
                            perform nextval('test_notices');
                            raise exception 'as if the program had ended';
                          end if;
                          return new;
                        end $$;
                        create trigger test_no_notice before insert on omni_outbox
                          for each row execute function test_no_notice()"""
                                .formatted(tenant.id()));
        try {
            phone.send(tenant.number(), code);
            await().untilAsserted(() -> assertThat(
                            world.database().queryForObject("select is_called from test_notices", Boolean.class))
                    .isTrue());
        } finally {
            world.database().execute("drop function test_no_notice() cascade; drop sequence test_notices");
        }

        world.database()
                .update(
                        "update omni_lanes set lease_until = now() - interval '1 second' where tenant_id = ?",
                        tenant.id());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bodies(phone)).anyMatch(text -> text.contains("confirmé")));
        assertThat(suggestion(tenant)).isEqualTo("confirmed");
    }

    @Test
    void countsTheCodesOfADayByWhenTheyWereSentHoweverOldTheSuggestionIsAndHoweverManyAskAtOnce() throws Exception {
        Tenant tenant = shop();
        twilio.phone(Post.number()).send(tenant.number(), "Écrivez à " + customer);
        await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));
        world.database()
                .update(
                        "update omni_merge_suggestions set created_at = now() - interval '2 days' where tenant_id = ?",
                        tenant.id());
        String code =
                "/merge-suggestions/" + suggestions(tenant).get(0).path("id").asText() + "/code";
        List<String> answers = Collections.synchronizedList(new ArrayList<>());

        atOnce(IntStream.range(0, 6)
                .<Runnable>mapToObj(
                        i -> () -> answers.add(post(code, "{}").path("code").asText()))
                .toList());
        world.database()
                .update(
                        "update omni_merge_suggestions set codes_sent_at = array(select at - interval '25 hours'"
                                + " from unnest(codes_sent_at) as sent (at)) where tenant_id = ?",
                        tenant.id());
        JsonNode nextDay = post(code, "{}");

        assertThat(answers).containsExactlyInAnyOrder("", "", "", "too_many_codes", "too_many_codes", "too_many_codes");
        assertThat(nextDay.path("success").asBoolean()).isTrue();
    }

    @Test
    void listsTheSuggestionsOfAllTenantsToAnAdministratorWhoNamesNone() {
        List<String> expected = new ArrayList<>();
        for (Tenant tenant : List.of(shop(), shop())) {
            twilio.phone(Post.number()).send(tenant.number(), "Écrivez plutôt à " + customer);
            await().untilAsserted(() -> assertThat(suggestions(tenant)).hasSize(1));
            expected.addFirst(suggestions(tenant).get(0).path("id").asText());
        }

        JsonNode first = get("/api/v1/omnichannel/merge-suggestions?limit=1");
        JsonNode second = get("/api/v1/omnichannel/merge-suggestions?limit=1&after="
                + first.path("next").asText());

        assertThat(List.of(
                        first.at("/suggestions/0/id").asText(),
                        second.at("/suggestions/0/id").asText()))
                .isEqualTo(expected);
    }

    private static String scopedId() {
        return "FR." + ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_000_000_000L);
    }

    private Runnable contact(Tenant tenant, String number, int channel) {
        return () -> {
            switch (channel) {
                case 0 -> twilio.phone(number).send(tenant.number(), "Bonjour");
                case 1 -> twilio.whatsapp(number).send(tenant.number(), "Bonjour");
                default -> {
                    SimulatedCall call =
                            world.simulator().call(world.setup(tenant).from(number));
                    await().atMost(PATIENCE).until(() -> call.isConnected() || call.isOver());
                    call.close();
                }
            }
        };
    }

    private void noted(Tenant tenant, String conversation, String name, String value) {
        UUID contact = world.database()
                .queryForObject(
                        "select contact_id from omni_conversations where tenant_id = ? and id = ?::uuid",
                        UUID.class,
                        tenant.id(),
                        conversation);
        facts.remember(new Identity(tenant.id(), UUID.fromString(conversation), contact), name, value);
    }

    private String remembered(Tenant tenant, String contact) {
        return world.database()
                .queryForObject("select facts::text from omni_memory(?, ?::uuid)", String.class, tenant.id(), contact);
    }

    private long answers(String conversation) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_messages where conversation_id = ?::uuid and sender_role = 'agent'",
                        Long.class,
                        conversation);
    }

    /** What a customer wrote, with the state of the conversation that it is in, the oldest conversation first. */
    private List<String> written(Tenant tenant, String contact) {
        return world.database()
                .queryForList(
                        "select c.status || ' ' || m.content from omni_conversations c join omni_messages m"
                                + " on m.tenant_id = c.tenant_id and m.conversation_id = c.id"
                                + " where c.tenant_id = ? and c.contact_id = ?::uuid and m.direction = 'inbound'"
                                + " order by c.id, m.seq",
                        String.class,
                        tenant.id(),
                        contact);
    }

    private int attempts(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select code_attempts from omni_merge_suggestions where tenant_id = ?",
                        Integer.class,
                        tenant.id());
    }

    private static List<String> bodies(SimulatedPhone phone) {
        return phone.received().stream().map(RestMessage::body).toList();
    }

    private List<String> channels(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select jsonb_array_elements_text(active_channels) from omni_conversations"
                                + " where tenant_id = ? and status <> 'closed'",
                        String.class,
                        tenant.id());
    }

    private List<String> consents(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select channel || ' ' || theirs from omni_consents where tenant_id = ? and opted_out",
                        String.class,
                        tenant.id());
    }

    private long inbound(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_messages where tenant_id = ? and direction = 'inbound'",
                        Long.class,
                        tenant.id());
    }

    private List<Long> seqs(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select seq from omni_messages where tenant_id = ? order by seq", Long.class, tenant.id());
    }

    private List<String> timelineOf(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select content from omni_messages where tenant_id = ? order by seq",
                        String.class,
                        tenant.id());
    }
}
