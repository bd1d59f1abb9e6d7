package io.omnichannel.voices;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Google's voices in our terms. */
final class GoogleJson {

    private GoogleJson() {}

    static List<Voice> voices(JsonNode answer) {
        List<Voice> voices = new ArrayList<>();
        for (JsonNode voice : answer.path("voices")) {
            JsonText.of(voice, "name")
                    .filter(VoiceProvider.GOOGLE::canHave)
                    .ifPresent(name -> voices.add(voice(name, voice)));
        }
        return voices;
    }

    private static Voice voice(String name, JsonNode voice) {
        List<String> locales = JsonText.list(voice.path("languageCodes"));
        String[] parts = name.split("-");
        String locale = parts[0] + "-" + parts[1];
        String family = name.substring(locale.length() + 1, name.lastIndexOf('-'));
        String gender = JsonText.of(voice, "ssmlGender")
                .filter(given -> List.of("MALE", "FEMALE", "NEUTRAL").contains(given))
                .map(given -> given.toLowerCase(Locale.ROOT))
                .orElse(null);
        return new Voice(
                name,
                name.substring(locale.length() + 1).replace('-', ' '),
                VoiceProvider.GOOGLE,
                parts[0],
                locales.isEmpty() ? List.of(locale) : locales,
                gender,
                family,
                null,
                Map.of(),
                null,
                List.of(),
                List.of(family),
                true,
                false,
                false);
    }

    /** The language a voice is asked in: its own, which its name begins with. */
    static String localeOf(String voice) {
        String[] parts = voice.split("-");
        return parts[0] + "-" + parts[1];
    }
}
