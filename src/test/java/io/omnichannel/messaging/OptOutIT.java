package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.SimulatedText;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wants nothing more gets nothing more. */
class OptOutIT extends SendingStory {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"STOP, 0", "Arrêt, 1", "désabonnement, 1", "unsubscribe, 0", "DESINSCRIRE, 1", "stop pub, 1"})
    void heedsAKeywordAndConfirmsItOnce(String word, int ours) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());

        phone.send(tenant.number(), word);
        phone.send(tenant.number(), "Vous êtes là ?");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).contains("suppressed opted_out"));
        assertThat(phone.received()).hasSize(ours);
        assertThat(twilio.ledger().answeredByTwilio(phone.wire())).hasSize(1 - ours);
    }

    @Test
    void holdsForOneChannelAndOneNumberOfOneTenant() {
        Tenant tenant = world.tenant(settings -> {});
        Tenant other = world.tenant(settings -> {});
        String number = Post.number();
        twilio.phone(number).send(tenant.number(), "ARRET");
        twilio.phone(number).await(1, PATIENCE);

        twilio.whatsapp(number).send(tenant.number(), "Et ici ?");
        twilio.phone(number).send(other.number(), "Et vous ?");

        assertThat(twilio.whatsapp(number).await(1, PATIENCE)).hasSize(1);
        assertThat(twilio.phone(number).await(2, PATIENCE).getLast().from()).isEqualTo(other.number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "Reprendre"})
    void writesAgainToWhoeverAsksForIt(String word) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());
        phone.send(tenant.number(), "STOP");
        phone.send(tenant.number(), word);

        phone.send(tenant.number(), "Bonjour");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(phone.received())
                .extracting(RestMessage::body)
                .contains("You wrote: Bonjour"));
    }

    @Test
    void tellsWhoIsHereAndAnswersTheQuestionBeside() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());

        phone.send(tenant.number(), "AIDE");
        phone.send(tenant.number(), "Êtes-vous ouverts ?");

        List<RestMessage> received = phone.await(2, PATIENCE);
        assertThat(received.getFirst().body()).contains("Sara", "ARRET");
        assertThat(received.getLast().body()).isEqualTo("You wrote: Êtes-vous ouverts ?");
    }

    @Test
    void answersTheQuestionBeforeAWishForHelp() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());

        phone.send(tenant.number(), "Êtes-vous ouverts ?");
        phone.send(tenant.number(), "AIDE");

        assertThat(phone.await(2, PATIENCE))
                .extracting(RestMessage::body)
                .satisfiesExactlyInAnyOrder(
                        notice -> assertThat(notice).contains("Sara", "ARRET"),
                        answer -> assertThat(answer).isEqualTo("You wrote: Êtes-vous ouverts ?"));
    }

    @Test
    void endsTheTalkWithAMachineThatAsksForHelp() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());
        int asked = 0;
        do {
            int known = asked++;
            phone.send(tenant.number(), "AIDE");
            await().atMost(PATIENCE).until(() -> phone.received().size() > known || owned(tenant));
        } while (!owned(tenant));

        assertThat(phone.received()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Please don't text me again", "Merci mais ne m'écrivez plus !"})
    void leavesAWishInWordsToAHumanAndIsSilentMeanwhile(String words) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());

        phone.send(tenant.number(), words);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.owner(tenant)).isEqualTo("human"));
        assertThat(post.details(tenant, "system").path("reason").asText()).isEqualTo("revoked");
        post.write(tenant, "sms", "operator", phone.wire(), "phone", "Encore nous");
        await().untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("suppressed opted_out"));
        assertThat(phone.received()).isEmpty();
    }

    @Test
    void confirmsAfterTheCallAKeywordThatWasTextedInItAndAnswersNothingTwice() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        SimulatedPhone phone = twilio.whatsapp(number);
        talk(tenant, number, () -> {
            phone.send(tenant.number(), "AIDE");
            phone.send(tenant.number(), "Êtes-vous ouverts ?");
        });

        phone.await(1, PATIENCE);
        await().atMost(PATIENCE).until(() -> nothingWaits(tenant));
        assertThat(phone.received())
                .singleElement()
                .extracting(RestMessage::body)
                .asString()
                .contains("Sara", "ARRET");
    }

    @Test
    void leavesAfterALongCallAWishInWordsThatWasTextedInItToAHuman() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        talk(tenant, number, () -> {
            twilio.phone(number).send(tenant.number(), "Ne m'écrivez plus !");
            speak(tenant, 150);
        });

        await().atMost(PATIENCE).until(() -> owned(tenant));
        assertThat(twilio.phone(number).received()).isEmpty();
    }

    /** A call in which something is texted, and then something said. */
    private void talk(Tenant tenant, String number, Runnable texting) {
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        call.ask("Bonjour", PATIENCE);
        texting.run();
        call.ask("Merci", PATIENCE);
        await().until(() -> world.count("omni_turns", tenant) == 2);
        call.hangUp();
        call.awaitEnd(PATIENCE);
    }

    /** The caller has said so much more. */
    private void speak(Tenant tenant, int lines) {
        world.database()
                .update(
                        "with c as (update omni_conversations set last_seq = last_seq + ? where tenant_id = ? returning *)"
                                + " insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content)"
                                + " select tenant_id, gen_random_uuid(), id, last_seq - n, 'voice', 'inbound', 'customer', 'Et ' || n"
                                + " from c, generate_series(0, ? - 1) n",
                        lines,
                        tenant.id(),
                        lines);
    }

    private boolean nothingWaits(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select ready_at is null and lease_until is null and answered_seq > 0 from omni_lanes where tenant_id = ?",
                        Boolean.class,
                        tenant.id());
    }

    @Test
    void confirmsAStopThoughAHumanOwnsTheConversation() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        world.database().update("update omni_conversations set owner = 'human' where tenant_id = ?", tenant.id());

        phone.send(tenant.number(), "ARRET");

        assertThat(phone.await(2, PATIENCE).getLast().body()).contains("REPRENDRE");
    }

    @Test
    void learnsFromTwiliosRefusal() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        twilio.block(tenant.number(), phone.wire());

        phone.send(tenant.number(), "Bonjour");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("suppressed 21610"));
        phone.send(tenant.number(), "Toujours là ?");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                .containsExactly("suppressed 21610", "suppressed opted_out"));
    }

    /** Twilio lifts what it has blocked at a START alone, which it answers itself; it hears nothing in our other words. */
    @Test
    void tellsAHumanWhatLiftsTheBlockOfACustomerWhoWantsMessagesAgain() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "STOP");

        phone.send(tenant.number(), "REPRENDRE");

        await().atMost(PATIENCE).until(() -> owned(tenant));
        assertThat(post.statuses(tenant)).containsExactly("suppressed 21610");
        assertThat(notesOfTheBlock(tenant)).singleElement().asString().contains("START", tenant.number());
        assertThat(reasonOfTheHandOff(tenant)).contains("START", tenant.number());

        giveBack(tenant);
        phone.send(tenant.number(), "Bonjour");

        await().atMost(PATIENCE).until(() -> owned(tenant));
        assertThat(post.statuses(tenant)).containsExactly("suppressed 21610", "suppressed still_blocked");
        assertThat(notesOfTheBlock(tenant)).hasSize(2);

        phone.send(tenant.number(), "START");
        giveBack(tenant);
        phone.send(tenant.number(), "Me voilà");

        assertThat(phone.await(1, PATIENCE).getFirst().body()).contains("Me voilà");
    }

    @Test
    void tellsAHumanOfAnAnswerThatIsStillBlockedThoughTwilioSaysSoLate() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        twilio.callbacks().silent();
        phone.send(tenant.number(), "REPRENDRE");
        RestMessage confirmed = phone.await(1, PATIENCE).getFirst();
        await().until(() -> post.statuses(tenant).equals(List.of("sent")));

        twilio.tell(confirmed, "undelivered", 21610);
        phone.send(tenant.number(), "Bonjour");

        await().atMost(PATIENCE).until(() -> owned(tenant));
        assertThat(post.statuses(tenant)).containsExactly("undelivered 21610", "suppressed still_blocked");
        assertThat(notesOfTheBlock(tenant)).hasSize(1);
    }

    private List<String> notesOfTheBlock(Tenant tenant) {
        return post.timeline(tenant).stream()
                .filter(line -> line.startsWith("system: Le client souhaite à nouveau"))
                .toList();
    }

    private String reasonOfTheHandOff(Tenant tenant) {
        return world.database()
                .queryForObject("select reason from omni_handoffs where tenant_id = ?", String.class, tenant.id());
    }

    private void giveBack(Tenant tenant) {
        world.database().update("update omni_conversations set owner = 'agent' where tenant_id = ?", tenant.id());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsNothingOfAHundredAfterTheStopsCommit(boolean byWebhook) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        twilio.faults().slowness(Duration.ofMillis(15)).often(Fault.SLOW, 1);
        post.writeMany(tenant, "whatsapp", number(phone), 100);
        phone.await(40, PATIENCE);

        if (byWebhook) {
            phone.send(tenant.number(), "ARRET");
        } else {
            // As another node's statement would.
            world.database()
                    .update(
                            """
                            insert into omni_consents (tenant_id, id, channel, ours, theirs, opted_out)
                            values (?, ?, 'whatsapp', ?, ?, true)
                            on conflict (tenant_id, channel, ours, theirs) do update set opted_out = true""",
                            tenant.id(),
                            Uuid7.next(),
                            tenant.number(),
                            number(phone));
        }
        long committed = System.nanoTime();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                .noneMatch(status -> List.of("queued", "sending", "unknown").contains(status)));
        List<RestMessage> sent = phone.received().stream()
                .filter(message -> message.body().startsWith("Message"))
                .toList();
        long after =
                sent.stream().filter(message -> message.nanos() > committed).count();
        int suppressed = Collections.frequency(post.statuses(tenant), "suppressed opted_out");
        assertThat(after).isZero();
        assertThat(sent.size() + suppressed).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void knowsOneCustomerByNumberAndByWhatsappsOwnName(boolean numberFirst) {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        String scoped = "FR." + number.substring(1);
        SimulatedText byName =
                twilio.whatsapp(scoped).write(tenant.number(), "Bonjour").with("WaId", number.substring(1));
        if (numberFirst) {
            twilio.whatsapp(number).send(tenant.number(), "Bonjour");
        }
        twilio.deliver(byName);
        if (!numberFirst) {
            twilio.whatsapp(number).send(tenant.number(), "Bonjour");
        }
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);

        twilio.deliver(twilio.whatsapp(scoped).write(tenant.number(), "ARRET").with("WaId", number.substring(1)));
        post.write(tenant, "whatsapp", "operator", number, "phone", "Une chose encore");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).contains("suppressed opted_out"));
        assertThat(twilio.whatsapp(number).received())
                .extracting(RestMessage::body)
                .doesNotContain("Une chose encore");
    }

    /** A refusal told by callback waits for whoever is sending to the same customer, and holds nothing that they need. */
    @Test
    void learnsFromACallbackInTheOrderInWhichASenderLocks() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        twilio.callbacks().silent();
        phone.send(tenant.number(), "Bonjour");
        RestMessage sent = phone.await(1, PATIENCE).getFirst();
        await().until(() -> post.statuses(tenant).equals(List.of("sent")));
        CompletableFuture<Integer> told;

        try (Connection sender = world.connect();
                Statement run = sender.createStatement()) {
            sender.setAutoCommit(false);
            run.execute("select from omni_consents where tenant_id = '" + tenant.id() + "' for update");
            told = CompletableFuture.supplyAsync(
                    () -> twilio.tell(sent, "undelivered", 21610), Thread::startVirtualThread);
            await().until(() -> world.database()
                            .queryForObject(
                                    "select count(*) from pg_stat_activity where datname = current_database()"
                                            + " and wait_event_type = 'Lock'",
                                    Long.class)
                    > 0);
            run.execute("set lock_timeout = '300ms'");
            run.execute("update omni_outbox set updated_at = now() where tenant_id = '" + tenant.id() + "'");
            sender.commit();
        }

        assertThat(told.get(20, TimeUnit.SECONDS)).isEqualTo(204);
        assertThat(post.statuses(tenant)).containsExactly("undelivered 21610");
    }

    private boolean owned(Tenant tenant) {
        return "human".equals(post.owner(tenant));
    }

    private static String number(SimulatedPhone phone) {
        return phone.wire().replaceFirst("^whatsapp:", "");
    }
}
