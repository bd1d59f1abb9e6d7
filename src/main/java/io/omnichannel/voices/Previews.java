package io.omnichannel.voices;

import io.omnichannel.agent.AgentSettings.VoiceSettings;
import io.omnichannel.platform.ModulePaths;
import io.omnichannel.platform.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What is to be heard of a voice before it is chosen, and where. */
@Component
public class Previews {

    private static final String NAME = "Sara";
    private static final Duration LISTEN_FOR = Duration.ofHours(12);

    private final AudioToken tokens;
    private final VoiceCatalogue catalogue;
    private final int longest;

    Previews(
            AudioToken tokens,
            VoiceCatalogue catalogue,
            @Value("${omnichannel.voices.preview-characters:500}") int longest) {
        this.tokens = tokens;
        this.catalogue = catalogue;
        this.longest = longest;
    }

    /** How long a text may be, in characters. */
    public int longest() {
        return longest;
    }

    /**
     * A sentence in a voice.
     *
     * @param name the assistant's; empty for the usual one
     * @param text empty for a sentence of ours in the voice's language
     * @param language what the sentence is in; empty for the voice's own
     */
    public SoundRequest of(
            VoiceProvider provider,
            String voice,
            VoiceSettings settings,
            Optional<Locale> language,
            Optional<String> name,
            Optional<String> text) {
        Locale spoken = language.or(() -> ownLanguage(provider, voice)).orElse(Locale.FRANCE);
        return SoundRequest.of(
                provider,
                voice,
                settings,
                spoken.toLanguageTag(),
                text.orElseGet(() -> SampleSentence.of(spoken, name.orElse(NAME))));
    }

    /** What a token stands for. */
    public SoundRequest open(String token) {
        return tokens.verify(token)
                .orElseThrow(() -> ProblemException.notFound("This address is not valid, or no more"));
    }

    /** Amazon's and Google's voices have no sample of their own: theirs is made when somebody listens. */
    Voice withPreview(Voice voice, String baseUrl) {
        if (voice.provider() == VoiceProvider.ELEVENLABS && voice.previewUrl() != null) {
            return voice;
        }
        Optional<Locale> language = voice.locales().stream().findFirst().map(Locale::forLanguageTag);
        SoundRequest sample = of(
                voice.provider(),
                voice.voiceId(),
                null,
                language.or(() -> Optional.ofNullable(voice.language()).map(Locale::forLanguageTag)),
                Optional.empty(),
                Optional.empty());
        return voice.withPreview(url(baseUrl, sample, LISTEN_FOR));
    }

    /** An address that gives the sound to whoever has it, for at least the given time. */
    String url(String baseUrl, SoundRequest request, Duration atLeast) {
        return baseUrl + ModulePaths.ADMIN + "/audio/" + tokens.sign(request, atLeast);
    }

    private Optional<Locale> ownLanguage(VoiceProvider provider, String voice) {
        return switch (provider) {
            case GOOGLE -> Optional.of(Locale.forLanguageTag(GoogleJson.localeOf(voice)));
            case AMAZON ->
                known(provider, voice)
                        .flatMap(found -> found.locales().stream().findFirst())
                        .map(Locale::forLanguageTag);
            case ELEVENLABS -> known(provider, voice).map(Voice::language).map(Locale::forLanguageTag);
        };
    }

    private Optional<Voice> known(VoiceProvider provider, String voice) {
        try {
            return catalogue.of(List.of(provider)).find(provider, voice);
        } catch (ProblemException unknown) {
            // Whether it can speak shows when it is asked to.
            return Optional.empty();
        }
    }
}
