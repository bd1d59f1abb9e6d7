package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.conversation.Timeline;
import io.omnichannel.conversation.Timeline.SpokenMessage;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.simulator.call.DialOutcome;
import io.omnichannel.simulator.call.Ledger;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.SpokenAnswer;
import io.omnichannel.simulator.call.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class CallStoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String GREETING = "agent: Bonjour, je suis Sara, votre assistante virtuelle.";

    @Autowired
    World world;

    @Autowired
    Timeline timeline;

    @Test
    void answersACallAndKeepsTheConversation() {
        SimulatedCall call = world.call(world.tenant(settings -> {}));

        SpokenAnswer answer = call.ask("Bonjour", PATIENCE);
        call.hangUp();
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(answer.text()).isNotBlank();
        assertThat(ledger.violations()).isEmpty();
        await().untilAsserted(() -> assertThat(world.timeline(call.callSid()))
                .containsExactly(GREETING, "customer: Bonjour", "agent: " + answer.text()));
        assertThat(world.storedCall(call.callSid()))
                .containsEntry("status", "completed")
                .containsEntry("resumes", 0);
    }

    @Test
    void keepsExactlyWhatWasHeardOfAnInterruptedAnswer() {
        SimulatedCall call = world.call(world.tenant(settings -> {}));
        SpokenAnswer answer = call.ask("Qui êtes-vous ?", PATIENCE);
        String heard = answer.text().substring(0, answer.text().indexOf(' '));

        call.interrupt(heard, 300);
        call.ask("Bonjour", PATIENCE);
        call.hangUp();
        call.awaitEnd(PATIENCE);

        await().untilAsserted(() -> assertThat(world.timeline(call.callSid()))
                .startsWith(GREETING, "customer: Qui êtes-vous ?", "agent: " + heard, "customer: Bonjour"));
        assertThat(call.lateFrames()).isEmpty();
        List<Map<String, Object>> turns = world.turns(call.callSid());
        assertThat(turns).hasSize(2);
        assertThat(turns.getFirst())
                .containsEntry("outcome", "interrupted")
                .containsEntry("sent_characters", answer.text().length())
                .containsEntry("heard_characters", heard.length())
                .containsEntry("model_asked_ms", null);
        assertThat((Integer) turns.getFirst().get("last_token_ms"))
                .isGreaterThanOrEqualTo((Integer) turns.getFirst().get("first_token_ms"));
        assertThat(turns.getLast()).containsEntry("outcome", "spoken").doesNotContainEntry("received_at", null);
    }

    @Test
    void goesOnWithTheConversationAfterALostSocket() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedCall call = world.call(tenant);
        call.ask("Mon numéro de commande est 4711", PATIENCE);
        await().atMost(PATIENCE).until(() -> world.count("omni_messages", tenant) == 3);

        call.dropSocket();
        call.awaitSession(2);
        SpokenAnswer answer = call.ask("Qu'est-ce que j'ai dit ?", PATIENCE);
        call.hangUp();
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(answer.text()).contains("4711");
        assertThat(ledger.violations()).isEmpty();
        assertThat(world.storedCall(call.callSid())).containsEntry("resumes", 1);
    }

    @Test
    void givesUpAfterThreeLostSockets() {
        SimulatedCall call = world.call(world.tenant(settings -> {}));
        for (int session = 2; session <= 4; session++) {
            call.dropSocket();
            call.awaitSession(session);
        }

        call.dropSocket();
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(ledger.steps(Step.Said.class)).hasSize(1);
        assertThat(ledger.steps(Step.HungUp.class)).containsExactly(new Step.HungUp(false));
        assertThat(world.storedCall(call.callSid())).containsEntry("outcome", "lost");
    }

    @Test
    void putsTheCallerThroughToAHuman() {
        Tenant tenant = world.tenant(settings -> settings.put("transfer_number", "+33140000000"));
        SimulatedCall call = world.call(tenant);

        SpokenAnswer answer = call.ask("Je voudrais parler à un conseiller", PATIENCE);
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(answer.text()).endsWith("Je vous transfère vers un conseiller.");
        assertThat(ledger.steps(Step.Dialled.class))
                .containsExactly(new Step.Dialled(List.of("+33140000000"), DialOutcome.COMPLETED));
        assertThat(ledger.violations()).isEmpty();
        assertThat(world.storedCall(call.callSid())).containsEntry("outcome", "transferred");
        assertThat(world.database()
                        .queryForObject(
                                "select owner from omni_conversations where tenant_id = ?", String.class, tenant.id()))
                .as("the human has hung up")
                .isEqualTo("agent");
    }

    @Test
    void putsTheCallerThroughToTheHumanWhoTookOverBeforeTheyWentOn() {
        Tenant tenant = world.tenant(settings -> settings.put("transfer_number", "+33140000000"));
        SimulatedCall call = world.call(tenant);
        call.ask("Bonjour", PATIENCE);
        world.database().update("update omni_conversations set owner = 'human' where tenant_id = ?", tenant.id());

        call.say("Vous êtes toujours là ?");
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(ledger.steps(Step.Dialled.class))
                .containsExactly(new Step.Dialled(List.of("+33140000000"), DialOutcome.COMPLETED));
        assertThat(world.database()
                        .queryForObject(
                                "select owner from omni_conversations where tenant_id = ?", String.class, tenant.id()))
                .isEqualTo("human");
    }

    @Test
    void countsAsSpokenForAsLongAsItIsSaidAndTheCallerSpeaks() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedCall call = world.call(tenant);
        call.ask("Bonjour", PATIENCE);
        await().until(() -> world.count("omni_turns", tenant) == 1);
        Map<String, Object> stored = world.storedCall(call.callSid());

        say(stored, SenderRole.AGENT, Duration.ofSeconds(40));
        assertThat(silence(call)).isBetween(-41.0, -30.0);
        quiet(call);
        say(stored, SenderRole.CUSTOMER, Duration.ZERO);
        assertThat(silence(call)).isBetween(0.0, 10.0);

        call.hangUp();
        call.awaitEnd(PATIENCE);
    }

    private void say(Map<String, Object> call, SenderRole role, Duration left) {
        timeline.append(new SpokenMessage(
                call.get("tenant_id").toString(),
                Uuid7.next(),
                (UUID) call.get("conversation_id"),
                (UUID) call.get("id"),
                role,
                "Bien.",
                "Bien.",
                left));
    }

    private void quiet(SimulatedCall call) {
        world.database()
                .update(
                        "update omni_calls set last_turn_at = now() - interval '58 seconds' where call_sid = ?",
                        call.callSid());
    }

    /** How many seconds ago the last turn of a call was over, below zero while it is being said. */
    private double silence(SimulatedCall call) {
        return world.database()
                .queryForObject(
                        "select extract(epoch from now() - last_turn_at)::float8 from omni_calls where call_sid = ?",
                        Double.class,
                        call.callSid());
    }

    @Test
    void takesAMessageWhenNoHumanAnswers() {
        Tenant tenant = world.tenant(settings -> settings.put("transfer_number", "+33140000000"));
        SimulatedCall call = world.simulator()
                .call(world.setup(tenant).dialOutcome(DialOutcome.NO_ANSWER))
                .awaitConnected();

        call.ask("Un conseiller s'il vous plaît", PATIENCE);
        Ledger ledger = call.awaitEnd(PATIENCE);

        // While it rings, when nobody answered, and when the message is there.
        assertThat(ledger.steps(Step.Said.class)).hasSize(3);
        assertThat(ledger.steps(Step.Recorded.class)).hasSize(1);
        assertThat(ledger.violations()).isEmpty();
        assertThat(world.storedCall(call.callSid())).containsEntry("outcome", "voicemail");
        assertThat(world.database()
                        .queryForObject(
                                "select owner from omni_conversations where tenant_id = ?", String.class, tenant.id()))
                .isEqualTo("human");
    }

    @Test
    void hangsUpAfterAGoodbye() {
        SimulatedCall call = world.call(world.tenant(settings -> {}));

        call.ask("Merci, au revoir", PATIENCE);
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(ledger.steps(Step.Ended.class)).hasSize(1);
        assertThat(ledger.steps(Step.HungUp.class)).containsExactly(new Step.HungUp(false));
        assertThat(world.storedCall(call.callSid())).containsEntry("status", "completed");
    }

    @Test
    void speaksTheTenantsLanguage() {
        Tenant tenant = world.tenant(settings ->
                settings.put("voice_language", "en-US").put("greeting_message", "Hello, this is {agent_name}."));
        SimulatedCall call = world.call(tenant);

        assertThat(call.relay().greeting()).isEqualTo("Hello, this is Sara.");
        assertThat(call.ask("Who are you?", PATIENCE).text()).contains("Sara");
        call.hangUp();
        call.awaitEnd(PATIENCE);
    }

    @Test
    void keepsOneConversationOverTwoCalls() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedCall first = world.call(tenant);
        first.ask("Mon numéro de commande est 4711", PATIENCE);
        first.hangUp();
        first.awaitEnd(PATIENCE);
        // A greeting, a question and its answer: the second call may begin before they are written.
        await().atMost(PATIENCE).until(() -> world.count("omni_messages", tenant) == 3);

        SimulatedCall second = world.call(tenant);
        SpokenAnswer answer = second.ask("Qu'est-ce que j'ai dit ?", PATIENCE);
        second.hangUp();
        second.awaitEnd(PATIENCE);

        assertThat(answer.text()).contains("4711");
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(world.count("omni_calls", tenant)).isEqualTo(2);
    }

    @Test
    void tellsACallerOverTheTenantsLimitThatTheLinesAreBusy() {
        Tenant tenant = world.tenant(settings -> ((ObjectNode) settings.get("limits")).put("concurrent_calls", 1));
        SimulatedCall first = world.call(tenant);

        Ledger second =
                world.simulator().call(world.setup(tenant).from("+33612345679")).awaitEnd(PATIENCE);
        first.hangUp();
        first.awaitEnd(PATIENCE);
        SimulatedCall third = world.call(tenant);
        third.hangUp();

        assertThat(second.steps(Step.Said.class)).hasSize(1);
        assertThat(second.steps(Step.Connected.class)).isEmpty();
        third.awaitEnd(PATIENCE);
    }

    @Test
    void tellsACallerAfterTheDaysLastCallToComeTomorrow() {
        Tenant tenant = world.tenant(settings -> ((ObjectNode) settings.get("limits")).put("calls_per_day", 0));

        Ledger call = world.simulator().call(world.setup(tenant)).awaitEnd(PATIENCE);

        assertThat(call.steps(Step.Connected.class)).isEmpty();
        assertThat(call.steps(Step.Said.class).getFirst().text()).contains("demain");
    }

    @Test
    void doesNotAnswerWhereVoiceIsSwitchedOff() {
        Tenant tenant =
                world.tenant(settings -> ((ObjectNode) settings.at("/channels_config/voice")).put("enabled", false));

        Ledger ledger = world.simulator().call(world.setup(tenant)).awaitEnd(PATIENCE);

        assertThat(ledger.steps(Step.Said.class)).hasSize(1);
        assertThat(ledger.violations()).isEmpty();
    }

    @Test
    void apologisesByTheFallbackWhereTheVoiceAddressIsWrong() {
        world.expected("not 404");
        SimulatedCall call = world.simulator()
                .call(world.setup(world.tenant(settings -> {}))
                        .voiceUrl("/webhooks/omnichannel/vocie")
                        .fallbackUrl("/webhooks/omnichannel/fallback"));

        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(ledger.steps(Step.Said.class)).hasSize(1);
        assertThat(ledger.steps(Step.HungUp.class)).containsExactly(new Step.HungUp(false));
    }

    @Test
    void writesNothingAboutANumberThatIsNobodys() {
        SimulatedCall nobodys = world.simulator().call(world.setup(new Tenant("nobody", "+33188888888")));
        Ledger ledger = nobodys.awaitEnd(PATIENCE);
        SimulatedCall somebodys = world.simulator().call(world.setup(world.tenant(settings -> {})));
        somebodys.awaitConnected().hangUp();
        somebodys.awaitEnd(PATIENCE);

        assertThat(ledger.steps(Step.Said.class)).hasSize(1);
        assertThat(events(nobodys)).isZero();
        assertThat(events(somebodys)).isPositive();
    }

    private long events(SimulatedCall call) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_events where starts_with(key, ?)", Long.class, call.callSid());
    }

    @Test
    void takesTheTenantOfAForwardedNumber() {
        Tenant shared = world.tenant(settings -> {});
        Tenant own = world.tenant(settings -> settings.put("greeting_message", "Chez nous."));

        SimulatedCall call = world.simulator()
                .call(world.setup(shared).forwardedFrom(own.number()))
                .awaitConnected();

        assertThat(call.relay().greeting()).isEqualTo("Chez nous.");
        call.hangUp();
        call.awaitEnd(PATIENCE);
        assertThat(world.count("omni_calls", own)).isEqualTo(1);
    }
}
