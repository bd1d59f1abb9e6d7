package io.omnichannel.voices;

import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.settings.SettingsWarning;
import io.omnichannel.agent.settings.VoiceCheck;
import io.omnichannel.platform.json.Nearest;
import io.omnichannel.voices.Catalogue.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Compares a configuration with the catalogue that is in memory, so that nobody hears silence on a call. */
@Component
final class VoicePreflight implements VoiceCheck {

    private static final int SOME = 5;
    private static final Set<String> ENGLISH_ONLY = Set.of("flash_v2", "turbo_v2");

    private final VoiceCatalogue catalogue;

    VoicePreflight(VoiceCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public List<SettingsWarning> check(AgentSettings settings) {
        List<SettingsWarning> warnings = new ArrayList<>();
        VoiceProvider provider = VoiceProvider.named(settings.voiceProvider()).orElseThrow();
        boolean usual = AgentDefaults.voiceId(settings.voiceProvider(), settings.voiceLanguage())
                .filter(settings.voiceId()::equals)
                .isPresent();
        if (!usual) {
            Optional<Shelf> shelf =
                    catalogue.peek().map(known -> known.shelf(provider)).filter(Shelf::useful);
            warnings.addAll(shelf.map(known -> compare(settings, known.voices()))
                    .orElseGet(() -> List.of(new SettingsWarning(
                            "voice_unchecked",
                            "voice_id",
                            "is well formed; whether " + provider.wireName()
                                    + " has this voice is not known just now"))));
        }
        model(settings, provider).ifPresent(warnings::add);
        return warnings;
    }

    @Override
    public List<String> fitting(String provider, String language) {
        return VoiceProvider.named(provider)
                .flatMap(named -> catalogue.peek().map(known -> known.shelf(named)))
                .map(shelf -> speaking(shelf.voices(), Locale.forLanguageTag(language))
                        .map(Voice::voiceId)
                        .limit(SOME)
                        .toList())
                .orElse(List.of());
    }

    private static List<SettingsWarning> compare(AgentSettings settings, List<Voice> voices) {
        Optional<Voice> found = voices.stream()
                .filter(voice -> voice.voiceId().equals(canonical(settings.voiceId())))
                .findFirst();
        if (found.isEmpty()) {
            return List.of(new SettingsWarning(
                    "voice_not_in_catalogue",
                    "voice_id",
                    settings.voiceProvider() + " does not list this voice; Twilio may speak it all the same"
                            + named(nearest(settings, voices))));
        }
        return found.get().speaks(Locale.of(settings.locale().getLanguage()))
                ? List.of()
                : List.of(new SettingsWarning(
                        "voice_language_differs",
                        "voice_language",
                        "is not among the languages of this voice: "
                                + String.join(", ", found.get().locales())));
    }

    private static String named(List<String> nearest) {
        return nearest.isEmpty() ? "" : ". Nearest: " + String.join(", ", nearest);
    }

    /** Of one kind first, {@code Wavenet} for a {@code Wavenet}; then what is written alike; then what speaks the language. */
    private static List<String> nearest(AgentSettings settings, List<Voice> voices) {
        List<String> speaking =
                speaking(voices, settings.locale()).map(Voice::voiceId).toList();
        String kind = settings.voiceId().replaceFirst("-[^-]*$", "-");
        return Stream.of(
                        speaking.stream().filter(id -> kind.endsWith("-") && id.startsWith(kind)),
                        Nearest.to(settings.voiceId(), speaking).stream(),
                        speaking.stream())
                .flatMap(ids -> ids)
                .distinct()
                .limit(SOME)
                .toList();
    }

    private static Stream<Voice> speaking(List<Voice> voices, Locale language) {
        Stream<Voice> exactly = voices.stream().filter(voice -> voice.isNativeOf(language));
        Stream<Voice> nearly = voices.stream().filter(voice -> voice.speaks(Locale.of(language.getLanguage())));
        return Stream.concat(exactly, nearly).distinct();
    }

    private static Optional<SettingsWarning> model(AgentSettings settings, VoiceProvider provider) {
        if (provider != VoiceProvider.ELEVENLABS
                || settings.voiceSettings() == null
                || settings.voiceSettings().model() == null) {
            return Optional.empty();
        }
        String model = settings.voiceSettings().model().replaceFirst("^eleven_", "");
        boolean wrong =
                ENGLISH_ONLY.contains(model) && !settings.locale().getLanguage().equals("en");
        return wrong
                ? Optional.of(new SettingsWarning(
                        "voice_model_language",
                        "voice_settings.model",
                        "speaks English only; take flash_v2_5 for " + settings.voiceLanguage()))
                : Optional.empty();
    }

    /** {@code Lea-Standard} and {@code Ruth-LongForm} are other names of {@code Lea} and {@code Ruth-Long-Form}. */
    private static String canonical(String voiceId) {
        return voiceId.replaceFirst("-Standard$", "").replaceFirst("-LongForm$", "-Long-Form");
    }
}
