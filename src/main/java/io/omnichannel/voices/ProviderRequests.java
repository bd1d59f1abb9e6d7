package io.omnichannel.voices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is said to ElevenLabs and Google, apart from how it travels. */
@Component
final class ProviderRequests {

    private static final int PAGE = 100;

    /**
     * A request to a provider.
     *
     * @param path below the account's base URL
     * @param body JSON, or null for a GET
     */
    record Call(String method, String path, String query, Map<String, String> headers, String body) {}

    private final ObjectMapper json;
    private final VoiceAccounts accounts;

    ProviderRequests(ObjectMapper json, VoiceAccounts accounts) {
        this.json = json;
        this.accounts = accounts;
    }

    Call elevenLabsVoices(String pageToken) {
        String next = pageToken.isEmpty() ? "" : "&next_page_token=" + encoded(pageToken);
        return get(VoiceProvider.ELEVENLABS, "/v2/voices", "page_size=" + PAGE + "&include_total_count=false" + next);
    }

    Call elevenLabsVoice(String voice) {
        return get(VoiceProvider.ELEVENLABS, "/v1/voices/" + encoded(voice), "");
    }

    Call elevenLabsModels() {
        return get(VoiceProvider.ELEVENLABS, "/v1/models", "");
    }

    Call elevenLabsLibrary(LibraryQuery query) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("page_size", Integer.toString(query.limit()));
        filters.put("page", Integer.toString(query.page()));
        query.language().ifPresent(language -> filters.put("language", language.getLanguage()));
        query.gender().ifPresent(gender -> filters.put("gender", gender));
        query.search().ifPresent(search -> filters.put("search", search));
        StringBuilder text = new StringBuilder();
        filters.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(encoded(value)));
        return get(VoiceProvider.ELEVENLABS, "/v1/shared-voices", text.toString());
    }

    Call elevenLabsSpeech(SoundRequest request) {
        ObjectNode body = json.createObjectNode().put("text", request.text());
        String model = request.model() == null ? SoundRequest.DEFAULT_MODEL : request.model();
        body.put("model_id", model);
        // Other models refuse to be told a language.
        if (model.endsWith("_v2_5")) {
            body.put("language_code", request.language().split("-", 2)[0]);
        }
        SoundRequest.Tuning tuning = request.tuning();
        if (tuning != null) {
            ObjectNode settings = body.putObject("voice_settings");
            put(settings, "stability", tuning.stability());
            put(settings, "similarity_boost", tuning.similarityBoost());
            put(settings, "speed", tuning.speed());
            put(settings, "style", tuning.style());
            if (tuning.useSpeakerBoost() != null) {
                settings.put("use_speaker_boost", tuning.useSpeakerBoost());
            }
        }
        return post(
                VoiceProvider.ELEVENLABS,
                "/v1/text-to-speech/" + encoded(request.voice()) + "/stream",
                "output_format=mp3_44100_128",
                body);
    }

    Call googleVoices() {
        return get(VoiceProvider.GOOGLE, "/v1/voices", "");
    }

    Call googleSpeech(SoundRequest request) {
        ObjectNode body = json.createObjectNode();
        body.putObject("input").put("text", request.text());
        body.putObject("voice")
                .put("languageCode", GoogleJson.localeOf(request.voice()))
                .put("name", request.voice());
        body.putObject("audioConfig").put("audioEncoding", "MP3");
        return post(VoiceProvider.GOOGLE, "/v1/text:synthesize", "", body);
    }

    private Call get(VoiceProvider provider, String path, String query) {
        return new Call("GET", path, query, key(provider), null);
    }

    private Call post(VoiceProvider provider, String path, String query, ObjectNode body) {
        return new Call("POST", path, query, key(provider), body.toString());
    }

    /** In a header, where no access log shows it. */
    private Map<String, String> key(VoiceProvider provider) {
        String name = provider == VoiceProvider.GOOGLE ? "X-Goog-Api-Key" : "xi-api-key";
        return Map.of(name, accounts.required(provider).key());
    }

    private static void put(ObjectNode settings, String name, Double value) {
        if (value != null) {
            settings.put(name, value);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
