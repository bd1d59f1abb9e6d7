package io.omnichannel.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.sentiment.Moods.Said;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What becomes of a customer's mood, from the webhook or the socket to the agent's next answer. */
@ServerTest
@TestPropertySource(properties = "omnichannel.debounce=100ms")
class SentimentIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String OFFER = "navré de ce désagrément";

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    Moods moods;

    @Autowired
    SaidWords words;

    @Test
    void readsWhatCustomersWriteForATenantThatWantsIt() {
        Tenant tenant = wanting();
        SimulatedPhone phone = phone();

        phone.send(tenant.number(), "Merci beaucoup, votre équipe est formidable !");
        phone.send(tenant.number(), "Vous ouvrez à quelle heure ?");
        phone.send(tenant.number(), "C'est inadmissible, votre livreur est un menteur.");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(labels(tenant)).containsExactly("positive", "neutral", "negative"));
        assertThat(world.database()
                        .queryForList(
                                "select (details #>> '{sentiment,score}')::float8 from omni_messages where tenant_id = ?"
                                        + " and sender_role = 'customer' order by seq",
                                Double.class,
                                tenant.id()))
                .satisfiesExactly(
                        score -> assertThat(score).isGreaterThan(0.5),
                        score -> assertThat(score).isZero(),
                        score -> assertThat(score).isLessThan(-0.5));
        await().untilAsserted(() -> assertThat(conversation(tenant)).containsEntry("last_sentiment", "negative"));
        assertThat((Double) conversation(tenant).get("sentiment_trend")).isBetween(-0.4, -0.05);
    }

    @Test
    void readsNothingForATenantThatDoesNotAskForIt() {
        Tenant quiet = world.tenant(settings -> {});
        Tenant wanted = reading();
        phone().send(quiet.number(), "C'est une honte.");
        phone().send(wanted.number(), "C'est une honte.");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(labels(wanted)).containsExactly("negative"));
        assertThat(labels(quiet)).containsExactly((String) null);
        assertThat(world.count("omni_moods", quiet)).isZero();
    }

    @Test
    void notesAFallOnceAndHasTheAgentOfferAHuman() {
        Tenant tenant = reading();
        SimulatedPhone phone = phone();
        fall(phone, tenant);

        phone.send(tenant.number(), "Vous êtes ouverts demain ?");
        phone.send(tenant.number(), "C'est toujours aussi lamentable. Et dimanche, vous êtes ouverts ?");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(labels(tenant)).hasSize(4).doesNotContainNull());
        phone.send(tenant.number(), "Et lundi, à quelle heure ouvrez-vous ?");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answered(tenant)).isTrue());
        assertThat(phone.received())
                .extracting(RestMessage::body)
                .filteredOn(body -> body.contains(OFFER))
                .hasSize(1);
        assertThat(notes(tenant)).singleElement().asString().contains("tendance -0.");
    }

    @Test
    void handsOverToTheHumanWhoWasOffered() {
        Tenant tenant = reading();
        SimulatedPhone phone = phone();
        fall(phone, tenant);
        if (phone.received().stream().noneMatch(answer -> answer.body().contains(OFFER))) {
            phone.send(tenant.number(), "Vous êtes ouverts demain ?");
            phone.await(3, PATIENCE);
        }

        phone.send(tenant.number(), "Oui, volontiers.");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conversation(tenant)).containsEntry("owner", "human"));
    }

    @Test
    void notesTheNextFallAfterTheMoodHasRecovered() {
        Tenant tenant = reading();
        SimulatedPhone phone = phone();
        fall(phone, tenant);
        phone.send(tenant.number(), "Ah, merci beaucoup, c'est parfait !");
        phone.send(tenant.number(), "Super, je suis ravie.");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conversation(tenant)).containsEntry("strained", false));

        phone.send(tenant.number(), "Encore une panne, c'est insupportable !");
        phone.send(tenant.number(), "C'est vraiment une honte, vous êtes nuls.");
        phone.send(tenant.number(), "Je suis furieux.");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(notes(tenant)).hasSize(2));
    }

    @Test
    void leavesAFallToTheHumanWhoHasTheConversation() {
        Tenant tenant = reading();
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Bonjour");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(labels(tenant)).containsExactly("neutral"));
        world.database().update("update omni_conversations set owner = 'human' where tenant_id = ?", tenant.id());

        angry().forEach(words -> phone.send(tenant.number(), words));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(labels(tenant)).containsExactly("neutral", "negative", "negative"));
        await().until(() -> idle(tenant));
        assertThat(notes(tenant)).isEmpty();
        assertThat(conversation(tenant)).containsEntry("strained", false);
    }

    @Test
    void tellsTheAgentOfALiveCall() {
        Tenant tenant = reading();
        SimulatedCall call = world.call(tenant);
        StringBuilder answers = new StringBuilder();
        for (String words : angry()) {
            answers.append(call.ask(words, PATIENCE).text());
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(notes(tenant)).hasSize(1));

        answers.append(call.ask("Vous êtes ouverts demain ?", PATIENCE).text());
        answers.append(call.ask("Et dimanche, vous êtes ouverts ?", PATIENCE).text());
        call.hangUp();
        call.awaitEnd(PATIENCE);

        assertThat(answers.toString()).containsOnlyOnce(OFFER);
    }

    @Test
    void heedsNoFallOnceTheTenantHasMoodsReadNoMore() {
        Tenant tenant = world.tenant(settings -> settings.put("transfer_number", "+33188009999"));
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        world.database().update("update omni_conversations set strained = true where tenant_id = ?", tenant.id());

        phone.send(tenant.number(), "Vous ouvrez à quelle heure ?");
        phone.await(2, PATIENCE);
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(phone.wire())).awaitConnected();
        String spoken = call.ask("Vous êtes ouverts demain ?", PATIENCE).text();
        call.hangUp();
        call.awaitEnd(PATIENCE);

        assertThat(conversation(tenant)).containsEntry("strained", true);
        assertThat(phone.received()).extracting(RestMessage::body).noneMatch(body -> body.contains(OFFER));
        assertThat(spoken).doesNotContain(OFFER);
    }

    @Test
    void readsWhatANodeTookInThatIsGone() {
        Tenant tenant = reading();
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Bonjour");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(labels(tenant)).containsExactly("neutral"));

        world.database()
                .update(
                        """
                        with c as (update omni_conversations set last_seq = last_seq + 1, updated_at = now() where tenant_id = ?
                          returning tenant_id, id, last_seq)
                        insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content)
                        select tenant_id, ?, id, last_seq, 'sms', 'inbound', 'customer', 'Votre service est nul.' from c""",
                        tenant.id(),
                        Uuid7.next());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(labels(tenant)).containsExactly("neutral", "negative"));
    }

    @ParameterizedTest
    @CsvSource({"'', {}", "Je suis absent., '{\"automatic\":true}'"})
    void doesNotComeBackForWhatNobodyReads(String words, String details) {
        Tenant tenant = reading();
        phone().send(tenant.number(), "Bonjour");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(labels(tenant)).containsExactly("neutral"));
        await().until(() -> idle(tenant));
        world.database()
                .update(
                        """
                        with c as (update omni_conversations set last_seq = last_seq + 1, updated_at = now() - interval '3 seconds'
                          where tenant_id = ? returning tenant_id, id, last_seq)
                        insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)
                        select tenant_id, ?, id, last_seq, 'sms', 'inbound', 'customer', ?, ?::jsonb from c""",
                        tenant.id(),
                        Uuid7.next(),
                        words,
                        details);
        Long fence = fence(tenant);

        moods.follow(Duration.ofMinutes(1));

        assertThat(world.database()
                        .queryForObject(
                                "select ready_at is null and lease_until is null from omni_moods where tenant_id = ?",
                                Boolean.class,
                                tenant.id()))
                .isTrue();
        assertThat(fence(tenant)).isEqualTo(fence);
    }

    @Test
    void readsAgainWhereANodeDiedAndNotesTheFallNoSecondTime() {
        Tenant tenant = reading();
        SimulatedPhone phone = phone();
        fall(phone, tenant);
        await().until(() -> idle(tenant));

        // As if it had died with its work half done, before and after the note.
        world.database()
                .update(
                        "update omni_messages set sentiment = null, details = details - 'sentiment' where tenant_id = ?",
                        tenant.id());
        world.database()
                .update(
                        "update omni_moods set read_seq = 0, fence = fence + 1, lease_until = now() - interval '1 second'"
                                + " where tenant_id = ?",
                        tenant.id());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(labels(tenant)).containsExactly("negative", "negative"));
        await().until(() -> idle(tenant));
        assertThat(notes(tenant)).hasSize(1);
    }

    @Test
    void givesAConversationToOneNodeAndReadsAgainWhatCameMeanwhile() throws Exception {
        // Nobody's agent reads for this tenant: the rows belong to the test.
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Bonjour");
        UUID conversation = (UUID) conversation(tenant).get("id");
        Said said = new Said(tenant.id(), conversation);

        List<MoodClaim> taken;
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<MoodClaim>>> takes = IntStream.range(0, 8)
                    .<Callable<List<MoodClaim>>>mapToObj(node -> () -> moods.take(List.of(said)))
                    .toList();
            taken = nodes.invokeAll(takes).stream()
                    .flatMap(take -> take.resultNow().stream())
                    .toList();
        }

        assertThat(taken).singleElement().satisfies(claim -> {
            assertThat(moods.finish(MoodTask.of(claim))).isTrue();
            assertThat(moods.finish(MoodTask.of(new MoodClaim(tenant.id(), conversation, claim.fence() - 1))))
                    .isFalse();
        });
    }

    private List<String> angry() {
        return List.of(
                "C'est inadmissible, je suis furieux. Quels sont vos horaires ?",
                "Votre service est lamentable, quelle honte ! Vous êtes ouverts aujourd'hui ?");
    }

    private void fall(SimulatedPhone phone, Tenant tenant) {
        for (int i = 0; i < 2; i++) {
            phone.send(tenant.number(), angry().get(i));
            phone.await(i + 1, PATIENCE);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(notes(tenant)).hasSize(1));
    }

    /** A tenant whose customers are read from their first word on: the worker itself looks for new tenants now and then. */
    private Tenant reading() {
        Tenant tenant = wanting();
        words.of(moods.tenants());
        return tenant;
    }

    private Tenant wanting() {
        Consumer<ObjectNode> wanted =
                settings -> settings.put("sentiment_analysis_enabled", true).put("transfer_number", "+33188009999");
        return world.tenant(wanted);
    }

    private SimulatedPhone phone() {
        return twilio.phone("+3362%07d".formatted(NUMBERS.incrementAndGet()));
    }

    private List<String> labels(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select sentiment from omni_messages where tenant_id = ? and sender_role = 'customer' order by seq",
                        String.class,
                        tenant.id());
    }

    private Long fence(Tenant tenant) {
        return world.database()
                .queryForObject("select fence from omni_moods where tenant_id = ?", Long.class, tenant.id());
    }

    private List<String> notes(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select content from omni_messages where tenant_id = ? and details ->> 'type' = 'strained'",
                        String.class,
                        tenant.id());
    }

    /** Whether all that the customer wrote was read, and what follows from it was done. */
    private boolean idle(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select m.lease_until is null and m.ready_at is null and m.read_seq >= max(w.seq)"
                                + " from omni_moods m join omni_messages w using (tenant_id, conversation_id)"
                                + " where tenant_id = ? and w.sender_role = 'customer'"
                                + " group by m.lease_until, m.ready_at, m.read_seq",
                        Boolean.class,
                        tenant.id());
    }

    /** Whether nothing the customer wrote waits for an answer. */
    private boolean answered(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select l.ready_at is null and l.lease_until is null and l.answered_seq >= max(m.seq)"
                                + " from omni_lanes l join omni_messages m using (tenant_id, conversation_id)"
                                + " where tenant_id = ? and m.direction = 'inbound'"
                                + " group by l.ready_at, l.lease_until, l.answered_seq",
                        Boolean.class,
                        tenant.id());
    }

    private Map<String, Object> conversation(Tenant tenant) {
        return world.database().queryForMap("select * from omni_conversations where tenant_id = ?", tenant.id());
    }
}
