package io.omnichannel.simulator.voices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** ElevenLabs (docs: voices v2, models, text to speech, error messages). */
public final class ElevenLabsDouble extends ProviderDouble {

    public static final String KEY = "double-elevenlabs-key";

    private static final Set<String> SPEECH = Set.of(
            "text",
            "model_id",
            "language_code",
            "voice_settings",
            "seed",
            "previous_text",
            "next_text",
            "apply_text_normalization");
    private static final Set<String> SETTINGS =
            Set.of("stability", "similarity_boost", "style", "speed", "use_speaker_boost");

    private final ObjectNode catalogue = (ObjectNode) Catalogues.read("elevenlabs-voices.json");
    private final JsonNode models = Catalogues.read("elevenlabs-models.json");
    private final AtomicInteger speaking = new AtomicInteger();
    private volatile int concurrency = 10;

    /** What the plan allows at once. */
    public void concurrency(int most) {
        concurrency = most;
    }

    @Override
    Reply answer(Asked asked) {
        nothingForeign(asked, Set.of("xi-api-key"));
        if (!asked.header("xi-api-key").equals(KEY)) {
            return error(401, "invalid_api_key", "Invalid API key");
        }
        String path = asked.path();
        if (asked.method().equals("POST") && path.matches("/v1/text-to-speech/[^/]+(/stream)?")) {
            return speech(asked, path.split("/")[3]);
        }
        if (!asked.method().equals("GET")) {
            return Reply.json(405, "{\"detail\":\"Method Not Allowed\"}");
        }
        if (path.equals("/v2/voices")) {
            return page(asked);
        }
        if (path.equals("/v1/voices")) {
            return Reply.json(200, catalogue.toString());
        }
        if (path.startsWith("/v1/voices/")) {
            return one(path.substring("/v1/voices/".length()));
        }
        if (path.equals("/v1/models")) {
            return Reply.json(200, models.toString());
        }
        if (path.equals("/v1/shared-voices")) {
            return library(asked);
        }
        return Reply.json(404, "{\"detail\":\"Not Found\"}");
    }

    private Reply page(Asked asked) {
        onlyKnownQuery(
                asked,
                "page_size",
                "next_page_token",
                "search",
                "sort",
                "category",
                "include_total_count",
                "voice_type");
        int size = size(asked, 10);
        int from = Integer.parseInt(asked.query().getOrDefault("next_page_token", "0"));
        List<JsonNode> found = matching(asked);
        ObjectNode answer = Catalogues.JSON.createObjectNode();
        ArrayNode voices = answer.putArray("voices");
        found.stream().skip(from).limit(size).forEach(voices::add);
        boolean more = from + size < found.size();
        answer.put("has_more", more).put("next_page_token", more ? Integer.toString(from + size) : null);
        return Reply.json(200, answer.toString());
    }

    private Reply library(Asked asked) {
        onlyKnownQuery(asked, "page_size", "page", "category", "gender", "language", "locale", "search", "featured");
        int size = size(asked, 30);
        int from = Integer.parseInt(asked.query().getOrDefault("page", "0")) * size;
        String language = asked.query().getOrDefault("language", "");
        List<JsonNode> found = matching(asked).stream()
                .filter(voice -> language.isEmpty()
                        || voice.at("/labels/language").asText().equals(language))
                .toList();
        ObjectNode answer = Catalogues.JSON.createObjectNode();
        ArrayNode voices = answer.putArray("voices");
        found.stream().skip(from).limit(size).forEach(voices::add);
        answer.put("has_more", from + size < found.size());
        return Reply.json(200, answer.toString());
    }

    private List<JsonNode> matching(Asked asked) {
        String search = asked.query().getOrDefault("search", "").toLowerCase(Locale.ROOT);
        List<JsonNode> found = new ArrayList<>();
        catalogue.path("voices").forEach(voice -> {
            if (voice.toString().toLowerCase(Locale.ROOT).contains(search)) {
                found.add(voice);
            }
        });
        return found;
    }

    private int size(Asked asked, int otherwise) {
        int size = Integer.parseInt(asked.query().getOrDefault("page_size", Integer.toString(otherwise)));
        if (size < 1 || size > 100) {
            violation("page_size is 1 to 100, not " + size);
        }
        return size;
    }

    private Reply one(String id) {
        for (JsonNode voice : catalogue.path("voices")) {
            if (voice.path("voice_id").asText().equals(id)) {
                return Reply.json(200, voice.toString());
            }
        }
        return id.matches("[A-Za-z0-9]{20}")
                ? error(404, "voice_not_found", "A voice with voice_id '" + id + "' was not found.")
                : error(400, "invalid_uid", "An invalid ID has been received");
    }

    private Reply speech(Asked asked, String voice) {
        JsonNode body = asked.body();
        onlyKnownQuery(asked, "output_format", "enable_logging");
        onlyKnown("The body", body::fieldNames, SPEECH);
        onlyKnown("voice_settings", body.path("voice_settings")::fieldNames, SETTINGS);
        String text = body.path("text").asText();
        if (text.isEmpty()) {
            return Reply.json(
                    422,
                    "{\"detail\":[{\"loc\":[\"body\",\"text\"],\"msg\":\"Field required\",\"type\":\"missing\"}]}");
        }
        Reply known = one(voice);
        if (known.status() != 200) {
            return known;
        }
        if (body.has("language_code") && !body.path("model_id").asText().endsWith("_v2_5")) {
            violation("language_code is for the v2.5 models only");
        }
        if (speaking.incrementAndGet() > concurrency) {
            speaking.decrementAndGet();
            return error(429, "too_many_concurrent_requests", "Too many concurrent requests");
        }
        return Reply.sound(
                Silence.mp3(text),
                Map.of(
                        "request-id", "double",
                        "character-cost", Integer.toString(text.length()),
                        "current-concurrent-requests", Integer.toString(speaking.get()),
                        "maximum-concurrent-requests", Integer.toString(concurrency)));
    }

    @Override
    void over(Asked asked, int status) {
        if (status == 200 && asked.path().startsWith("/v1/text-to-speech/")) {
            speaking.updateAndGet(count -> Math.max(0, count - 1));
        }
    }

    public static Reply error(int status, String code, String message) {
        return Reply.json(status, "{\"detail\":{\"status\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }
}
