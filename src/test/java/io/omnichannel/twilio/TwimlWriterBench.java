package io.omnichannel.twilio;

import io.omnichannel.bench.Figures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a document takes; the goal is below 50 µs. */
@Tag("bench")
class TwimlWriterBench {

    private static final int ROUNDS = 200_000;

    @Test
    void writesTheAnswerToACall() {
        RelayVoice voice =
                new RelayVoice("ElevenLabs", "UgBBYS2sOqTuMpoF3BR0-flash_v2_5-1.00_0.50_0.75", "fr-FR", "Deepgram", "");
        measure(
                "relay",
                List.of(new Verb.Connect(
                        "https://calls.example.com/webhooks/omnichannel/voice/connected",
                        Verb.ConversationRelay.withTicket(
                                "wss://calls.example.com/webhooks/omnichannel/conversation",
                                "Bonjour, je suis Sara, votre assistante virtuelle.",
                                voice,
                                true,
                                "bGV0IG1lIGluIHBsZWFzZQ"))));
    }

    @Test
    void writesAHandOffWithAThousandCharactersOfMarkup() {
        measure(
                "hand-off",
                List.of(
                        new Verb.Say("a < b & c\r\n".repeat(100), "Polly.Lea-Neural", "fr-FR"),
                        new Verb.Dial(
                                "+33123456789", "https://calls.example.com/x?a=1&b=2", Duration.ofSeconds(20), "")));
    }

    private static void measure(String name, List<Verb> verbs) {
        long bytes = run(verbs);
        long start = System.nanoTime();
        bytes += run(verbs);
        double micros = (System.nanoTime() - start) / 1_000.0 / ROUNDS;
        Figures.atMost("TwiML, %s of %d bytes".formatted(name, bytes / 2 / ROUNDS), micros, 50, "µs");
    }

    private static long run(List<Verb> verbs) {
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            bytes += TwimlWriter.write(verbs).length;
        }
        return bytes;
    }
}
