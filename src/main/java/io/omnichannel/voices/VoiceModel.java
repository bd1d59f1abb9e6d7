package io.omnichannel.voices;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * A model that turns text into speech.
 *
 * @param languages ISO 639 codes
 * @param maxCharacters a request may have, or null when the provider does not tell
 * @param relayName as Twilio's relay writes it in a voice, or null when the relay does not speak it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record VoiceModel(
        String modelId,
        String name,
        VoiceProvider provider,
        List<String> languages,
        String description,
        Integer maxCharacters,
        String relayName,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean simulated) {

    public VoiceModel {
        languages = List.copyOf(languages);
    }

    VoiceModel asSimulated() {
        return new VoiceModel(modelId, name, provider, languages, description, maxCharacters, relayName, true);
    }
}
