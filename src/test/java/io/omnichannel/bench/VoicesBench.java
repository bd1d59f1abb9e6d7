package io.omnichannel.bench;

import io.omnichannel.bench.ClosedLoop.Result;
import io.omnichannel.platform.ModulePaths;
import io.omnichannel.simulator.voices.AmazonDouble;
import io.omnichannel.simulator.voices.ElevenLabsDouble;
import io.omnichannel.simulator.voices.GoogleDouble;
import io.omnichannel.simulator.voices.VoiceProviders;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list of voices from memory and from providers that take 400 ms, and how soon a preview is heard. */
@Tag("bench")
class VoicesBench {

    private static final int PROVIDER_MILLIS = 400;
    private static final int PREVIEWS = 300;
    private static final String VOICES = ModulePaths.ADMIN + "/agent/voices";

    // The doubles' own server would otherwise hold small answers back for 40 ms.
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void listsAndSpeaks() throws Exception {
        try (VoiceProviders providers = new VoiceProviders();
                TestServer server = TestServer.start(
                        "omnichannel.elevenlabs-api-key=" + ElevenLabsDouble.KEY,
                        "omnichannel.elevenlabs-base-url=" + providers.baseUrl("elevenlabs"),
                        "omnichannel.google-cloud-tts-api-key=" + GoogleDouble.KEY,
                        "omnichannel.google-cloud-tts-base-url=" + providers.baseUrl("google"),
                        "omnichannel.aws-region=eu-west-3",
                        "omnichannel.aws-access-key-id=" + AmazonDouble.KEY,
                        "omnichannel.aws-secret-access-key=secret",
                        "omnichannel.aws-polly-base-url=" + providers.baseUrl("amazon"),
                        "omnichannel.voices.catalogue-for=1s")) {
            Figures.machine(server);
            uncached(server, providers);
            firstByte(server, providers);
        }
        try (TestServer server = TestServer.start()) {
            cached(server);
        }
    }

    private void uncached(TestServer server, VoiceProviders providers) throws Exception {
        int fetches = 6 * Scale.rounds();
        fetched(server, fetches);
        providers.elevenLabs.delay(PROVIDER_MILLIS);
        providers.amazon.delay(PROVIDER_MILLIS);
        providers.google.delay(PROVIDER_MILLIS);
        Histogram micros = fetched(server, fetches);
        providers.reset();
        double middle = micros.getValueAtPercentile(50) / 1e3;
        Figures.atMost(
                "uncached list, more than the slowest provider's 400 ms, p50", middle - PROVIDER_MILLIS, 50, "ms");
        Figures.atMost("uncached list, three providers of 400 ms, max", micros.getMaxValue() / 1e3, 500, "ms");
    }

    /** How long the list takes that is fetched while somebody waits, in microseconds. */
    private Histogram fetched(TestServer server, int times) throws Exception {
        Histogram micros = new Histogram(3);
        for (int i = 0; i < times; i++) {
            // Past the list's end.
            Thread.sleep(1_100);
            micros.recordValue(Math.round(1e3 * millis(server, VOICES + "?language=fr")));
        }
        return micros;
    }

    private void firstByte(TestServer server, VoiceProviders providers) throws Exception {
        Histogram nanos = new Histogram(3);
        providers.elevenLabs.delay(100);
        providers.elevenLabs.pieces(20);
        for (int i = 0; i < PREVIEWS * 2; i++) {
            long heard = firstByteNanos(server, VOICES + "/UgBBYS2sOqTuMpoF3BR0/preview?text=" + UUID.randomUUID());
            if (i >= PREVIEWS) {
                nanos.recordValue(heard - providers.elevenLabs.soundNanos());
            }
        }
        providers.reset();
        Figures.fact("preview, first byte after the provider's, p50", "%.2f ms".formatted(Figures.millis(nanos, 50)));
        Figures.atMost("preview, first byte after the provider's, p99", Figures.millis(nanos, 99), 30, "ms");
    }

    private static void cached(TestServer server) {
        byte[] list = HttpConnection.get(server.port(), VOICES + "?language=fr");
        run(server, list);
        Result result = run(server, list);
        Figures.fact("cached list, language=fr", result.toString());
        Figures.atMost("cached list p99", result.millis(99), 20, "ms");
        Figures.atLeast("cached list", result.perSecond(), 2_000, "/s");
    }

    private static Result run(TestServer server, byte[] request) {
        return ClosedLoop.run(Scale.stretch(15), () -> new HttpWork(server.port(), () -> request, 200));
    }

    /** Until the first byte of the body. */
    private double millis(TestServer server, String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        return (firstByteNanos(server, path) - start) / 1e6;
    }

    /** @return when the first byte of the body came */
    private long firstByteNanos(TestServer server, String path) throws IOException, InterruptedException {
        try (InputStream body = http.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                                .build(),
                        BodyHandlers.ofInputStream())
                .body()) {
            body.read();
            long first = System.nanoTime();
            body.readAllBytes();
            return first;
        }
    }
}
