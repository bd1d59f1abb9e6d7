package io.omnichannel.simulator.voices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Google Cloud Text-to-Speech, REST v1 (docs: voices.list, text.synthesize, google.rpc.Status). */
public final class GoogleDouble extends ProviderDouble {

    public static final String KEY = "double-google-key";

    private final JsonNode catalogue = Catalogues.read("google-voices.json");

    @Override
    Reply answer(Asked asked) {
        nothingForeign(asked, Set.of("x-goog-api-key"));
        if (asked.query().containsKey("key")) {
            violation("The key belongs into a header, where no log shows it");
        }
        if (!asked.header("x-goog-api-key").equals(KEY)) {
            return Reply.json(
                    400,
                    """
                    {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.",\
                    "status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo",\
                    "reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}""");
        }
        if (asked.method().equals("GET") && asked.path().equals("/v1/voices")) {
            onlyKnownQuery(asked, "languageCode");
            return list(asked.query().getOrDefault("languageCode", ""));
        }
        if (asked.method().equals("POST") && asked.path().equals("/v1/text:synthesize")) {
            return speech(asked.body());
        }
        return error(404, "NOT_FOUND", "Not found");
    }

    // Matching is loose: asked for en-NZ, it gives every en.
    private Reply list(String language) {
        String prefix = language.split("-", 2)[0];
        ObjectNode answer = Catalogues.JSON.createObjectNode();
        ArrayNode voices = answer.putArray("voices");
        catalogue.path("voices").forEach(voice -> {
            if (voice.path("name").asText().startsWith(prefix)) {
                voices.add(voice);
            }
        });
        return Reply.json(200, answer.toString());
    }

    private Reply speech(JsonNode body) {
        onlyKnown("The body", body::fieldNames, Set.of("input", "voice", "audioConfig"));
        onlyKnown("input", body.path("input")::fieldNames, Set.of("text", "ssml"));
        onlyKnown("voice", body.path("voice")::fieldNames, Set.of("languageCode", "name", "ssmlGender"));
        onlyKnown(
                "audioConfig",
                body.path("audioConfig")::fieldNames,
                Set.of(
                        "audioEncoding",
                        "speakingRate",
                        "pitch",
                        "volumeGainDb",
                        "sampleRateHertz",
                        "effectsProfileId"));
        String text = body.path("input").path("text").asText();
        String name = body.path("voice").path("name").asText();
        if (text.isEmpty()
                || text.getBytes(StandardCharsets.UTF_8).length > 5000
                || body.at("/voice/languageCode").asText().isEmpty()
                || !body.at("/audioConfig/audioEncoding").asText().equals("MP3")) {
            return error(400, "INVALID_ARGUMENT", "Invalid request");
        }
        boolean known = StreamSupport.stream(catalogue.path("voices").spliterator(), false)
                .anyMatch(voice -> voice.path("name").asText().equals(name));
        if (!known) {
            return error(400, "INVALID_ARGUMENT", "Voice '" + name + "' does not exist. Is it misspelled?");
        }
        return Reply.json(200, "{\"audioContent\":\"" + Base64.getEncoder().encodeToString(Silence.mp3(text)) + "\"}");
    }

    public static Reply error(int code, String status, String message) {
        return Reply.json(
                code,
                "{\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\",\"status\":\"" + status + "\"}}");
    }
}
