package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.WebhookAnswer;
import io.omnichannel.simulator.call.DialOutcome;
import io.omnichannel.simulator.call.Ledger;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Step;
import io.omnichannel.simulator.voices.ElevenLabsDouble;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a caller hears outside of the relay. */
class OwnVoiceIT extends VoicesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    TtsProcessors enricher;

    @BeforeEach
    void undecided() {
        enricher.forget();
    }

    @ParameterizedTest
    @CsvSource({"elevenlabs, simFrFemaleParis0001", "amazon, Lea-Neural", "google, fr-FR-Neural2-F"})
    void playsTheSentenceOfATenantWhoseVoiceIsOffInItsOwnVoice(String provider, String voice) {
        Ledger ledger =
                world.simulator().call(world.setup(off(provider, voice))).awaitEnd(PATIENCE);

        assertThat(ledger.violations()).isEmpty();
        assertThat(ledger.steps(Step.Said.class)).isEmpty();
        String url = ledger.steps(Step.Played.class).getFirst().url();
        HttpResponse<byte[]> sound = get(url, BodyHandlers.ofByteArray());
        assertThat(sound.statusCode()).isEqualTo(200);
        assertThat(sound.headers().firstValue("Content-Type")).hasValue("audio/mpeg");
        assertThat(sound.body().length).isGreaterThan(10_000);
    }

    @Test
    void saysItWhereTheProviderIsAway() {
        PROVIDERS.elevenLabs.hangUp(true);

        Ledger ledger = world.simulator()
                .call(world.setup(off("elevenlabs", "simFrMaleLyon0000002")))
                .awaitEnd(PATIENCE);

        assertThat(ledger.violations()).isEmpty();
        assertThat(ledger.steps(Step.Said.class)).hasSize(1);
    }

    @Test
    void saysItWhereTheProviderIsSlowAndPlaysItTheNextTime() {
        Tenant tenant = off("elevenlabs", "pNInz6obpgDQGcFmaJgB");
        PROVIDERS.elevenLabs.holdSounds();

        Ledger slow = world.simulator().call(world.setup(tenant)).awaitEnd(PATIENCE);

        PROVIDERS.elevenLabs.goOn();
        assertThat(slow.steps(Step.Said.class)).hasSize(1);
        await().untilAsserted(() -> {
            enricher.forget();
            assertThat(world.simulator()
                            .call(world.setup(tenant))
                            .awaitEnd(PATIENCE)
                            .steps(Step.Played.class))
                    .hasSize(1);
        });
        assertThat(PROVIDERS.elevenLabs.requests()).hasSize(1);
    }

    @Test
    void saysItWhereTheVoiceIsNotThere() {
        Ledger ledger = world.simulator()
                .call(world.setup(off("elevenlabs", "aaaaaaaaaaaaaaaaaaaa")))
                .awaitEnd(PATIENCE);

        assertThat(ledger.steps(Step.Said.class)).hasSize(1);
    }

    @Test
    void answersASecondDeliveryLikeTheFirst() {
        Tenant tenant = off("elevenlabs", "simFrFemaleQuebec003");
        PROVIDERS.elevenLabs.script(ElevenLabsDouble.error(401, "quota_exceeded", "none"));
        Map<String, String> call = call(tenant);

        WebhookAnswer first = world.simulator().webhooks(world.account()).post("/webhooks/omnichannel/voice", call);
        WebhookAnswer second = world.simulator().webhooks(world.account()).post("/webhooks/omnichannel/voice", call);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(new String(first.body(), StandardCharsets.UTF_8)).contains("<Say ");
    }

    @Test
    void holdsTheCallerAndTakesAVoicemailInTheTenantsVoice() {
        Tenant tenant = world.tenant(settings -> settings.put("transfer_number", "+33140000000")
                .put("voice_provider", "amazon")
                .put("voice_id", "Remi-Neural"));
        SimulatedCall call = world.simulator()
                .call(world.setup(tenant).dialOutcome(DialOutcome.NO_ANSWER))
                .awaitConnected();

        call.ask("Un conseiller s'il vous plaît", PATIENCE);
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(ledger.violations()).isEmpty();
        // One moment; nobody answers, speak after the tone; thank you.
        assertThat(ledger.steps(Step.Played.class)).hasSize(3);
        assertThat(ledger.steps(Step.Dialled.class)).hasSize(1);
    }

    @Test
    void apologisesInTheVoiceOfATenantThatItSawLatelyWithoutTheDatabase() {
        Tenant tenant = off("google", "fr-FR-Wavenet-F");
        Map<String, String> call = call(tenant);
        String unknown = fallback(call);
        world.simulator().webhooks(world.account()).post("/webhooks/omnichannel/voice", call);
        world.takeDatabaseAway();
        try {
            assertThat(unknown).contains("<Say ");
            assertThat(fallback(call)).contains("<Play>").contains("/audio/");
        } finally {
            world.giveDatabaseBack();
            Tenant next = off("google", "fr-FR-Wavenet-G");
            await().untilAsserted(() -> assertThat(world.simulator()
                            .call(world.setup(next))
                            .awaitEnd(PATIENCE)
                            .steps(Step.Played.class))
                    .isNotEmpty());
        }
    }

    private String fallback(Map<String, String> call) {
        return new String(
                world.simulator()
                        .webhooks(world.account())
                        .post("/webhooks/omnichannel/fallback", call)
                        .body(),
                StandardCharsets.UTF_8);
    }

    private Tenant off(String provider, String voice) {
        return world.tenant(settings -> {
            settings.put("voice_provider", provider).put("voice_id", voice);
            ((ObjectNode) settings.at("/channels_config/voice")).put("enabled", false);
        });
    }

    private static Map<String, String> call(Tenant tenant) {
        return Map.of(
                "CallSid",
                "CA" + UUID.randomUUID(),
                "AccountSid",
                TwilioAccount.SIMULATED_SID,
                "From",
                "+33611223344",
                "To",
                tenant.number(),
                "CallStatus",
                "ringing",
                "Direction",
                "inbound");
    }
}
