package io.omnichannel.messaging.briefing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.Memory;
import io.omnichannel.messaging.briefing.BriefingFacts.Entry;
import io.omnichannel.messaging.briefing.BriefingFacts.Said;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BriefingWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Entry QUESTION = new Entry("customer", "voice", "Où est ma commande 4711 ?");
    private static final Entry ANSWER = new Entry("agent", "voice", "Je cherche.");

    @Test
    void saysWhoWantsWhatHowItWentAndWhatWasSaidLast() {
        Briefing briefing =
                BriefingWriter.write("handoff", facts("Veut un conseiller", "negative", "{}", QUESTION, ANSWER));

        assertThat(briefing.note())
                .isEqualTo(
                        """
                        Camille a besoin d'un conseiller.
                        Demande : Veut un conseiller
                        En bref : 3 messages du client depuis 05/01 10:00 (sms, voice). Il est mécontent. Il a payé deux fois.
                        Connu : commande 4711
                        Joindre : +33612345678
                        Derniers échanges :
                        Client (voice) : Où est ma commande 4711 ?
                        Agent (voice) : Je cherche.""");
        assertThat(briefing.brief())
                .isEqualTo("Camille a besoin d'un conseiller.\nDemande : Veut un conseiller\nJoindre : +33612345678");
        assertThat(briefing.subject()).isEqualTo("Camille a besoin d'un conseiller.");
        assertThat(briefing.details()).containsEntry("type", "briefing").containsEntry("wish", "Veut un conseiller");
    }

    @Test
    void takesTheCustomersLastWordsWhereTheAgentGaveNoReason() {
        assertThat(BriefingWriter.write("callback", facts("", "", "{}", QUESTION, ANSWER))
                        .brief())
                .contains("attend d'être rappelé", "Demande : Où est ma commande 4711 ?");
    }

    @Test
    void saysWhereARecordingIsAndWhatWasSaidInIt() {
        String recording =
                "{\"RecordingUrl\":\"https://t.example/RE1\",\"RecordingDuration\":\"7\",\"TranscriptionText\":\"Rappelez.\"}";

        assertThat(BriefingWriter.write("voicemail", facts("", "", recording, QUESTION))
                        .note())
                .isEqualTo("Camille a laissé un message vocal.\nÉcouter (7 s) : https://t.example/RE1");
        assertThat(BriefingWriter.write("transcription", facts("", "", recording, QUESTION))
                        .note())
                .endsWith("\nRappelez.");
    }

    @Test
    void keepsTheLastSixThingsSaidAndNoNotes() {
        Entry[] lines = IntStream.range(0, 20)
                .mapToObj(number -> new Entry(number % 2 == 0 ? "customer" : "system", "sms", "Ligne " + number))
                .toArray(Entry[]::new);

        assertThat(BriefingWriter.write("handoff", facts("", "", "{}", lines)).note())
                .contains("Ligne 18", "Ligne 8")
                .doesNotContain("Ligne 6\n", "Ligne 19");
    }

    @Test
    void cutsWhatIsLong() {
        Entry endless = new Entry("customer", "sms", "😀".repeat(2_000));

        Briefing briefing = BriefingWriter.write("handoff", facts("", "", "{}", endless));

        assertThat(briefing.brief()).hasSizeLessThan(400).contains("…");
        assertThat(briefing.note().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2_000);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(briefing.note()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "desk.example",
                "ftp://desk.example",
                "https://user:secret@desk.example",
                "file:///etc/passwd",
                "https://a b"
            })
    void refusesAnAddressThatIsNone(String url) {
        assertThatThrownBy(() -> settings(url, "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("omnichannel.briefing.webhook-url")
                .hasMessageNotContaining("user:secret");
    }

    @Test
    void refusesToSendWithoutASecretAndHidesIt() {
        assertThatThrownBy(() -> settings("https://desk.example/b?key=1", " "))
                .hasMessageContaining("omnichannel.briefing.webhook-secret");
        assertThat(settings("https://desk.example/b", "between-us").toString()).doesNotContain("between-us");
    }

    @ParameterizedTest
    @CsvSource({
        "'',          '',           false",
        "sms,         '',           false",
        "sms,         ' ',          false",
        "sms,         +33612345678, true",
        "email,       '',           true",
        "webhook,     '',           true",
        "sms webhook, '',           true"
    })
    void reachesSomebodyWithoutANumberOfTheTenants(String ways, String smsTo, boolean somebody) {
        List<String> named = ways.isEmpty() ? List.of() : List.of(ways.split(" "));

        assertThat(new BriefingSettings(
                                named,
                                smsTo,
                                "desk@desk.example",
                                "https://desk.example/b",
                                "secret",
                                Duration.ofHours(4))
                        .reachSomebody())
                .isEqualTo(somebody);
    }

    private static BriefingSettings settings(String url, String secret) {
        return new BriefingSettings(List.of("webhook"), "", "", url, secret, Duration.ofHours(4));
    }

    private static BriefingFacts facts(String reason, String sentiment, String recording, Entry... lines) {
        try {
            return new BriefingFacts(
                    AgentDefaults.settings("fr-FR"),
                    JSON.readTree("{\"name\":\"Camille\",\"phone\":\"+33612345678\"}"),
                    reason,
                    sentiment,
                    new Said(3, Instant.parse("2026-01-05T09:00:00Z"), List.of("sms", "voice")),
                    new Memory("Il a payé deux fois.", Map.of("commande", "4711")),
                    JSON.readTree(recording),
                    List.of(lines));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
