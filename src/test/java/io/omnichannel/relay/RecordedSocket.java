package io.omnichannel.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A far end that keeps what it is sent, in short: {@code text:…}, {@code last}, {@code end} or {@code end:…}. */
final class RecordedSocket implements RelaySocket {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final AtomicInteger forgotten = new AtomicInteger();
    private volatile Runnable onEnd = () -> {};

    @Override
    public void send(String frame) {
        String brief = brief(frame);
        if (brief.startsWith("end")) {
            onEnd.run();
        }
        frames.add(brief);
    }

    @Override
    public void forgetUnsent() {
        forgotten.incrementAndGet();
    }

    @Override
    public void close(int code, String reason) {
        frames.add("close:" + code);
    }

    /** What is done when the last frame comes, before it is kept. */
    void onEnd(Runnable action) {
        onEnd = action;
    }

    /** How often what had not left yet was taken back. */
    int forgotten() {
        return forgotten.get();
    }

    List<String> frames() {
        return List.copyOf(frames);
    }

    void awaitFrames(String... expected) {
        await().untilAsserted(() -> assertThat(frames).containsExactly(expected));
    }

    void awaitCount(String frame, long count) {
        await().untilAsserted(() ->
                assertThat(frames.stream().filter(frame::equals).count()).isEqualTo(count));
    }

    private static String brief(String text) {
        try {
            JsonNode frame = JSON.readTree(text);
            return switch (frame.get("type").asText()) {
                case "text" ->
                    frame.get("last").asBoolean()
                            ? "last"
                            : "text:" + frame.get("token").asText();
                case "end" ->
                    frame.has("handoffData") ? "end:" + frame.get("handoffData").asText() : "end";
                default -> throw new AssertionError("Twilio knows no such frame: " + text);
            };
        } catch (JsonProcessingException broken) {
            throw new AssertionError("Not JSON: " + text, broken);
        }
    }
}
