package io.omnichannel.admin;

import io.omnichannel.agent.AgentSettings.VoiceSettings;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.voices.VoiceProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters of a question about voices; what is wrong with them is noted. */
final class VoiceParameters {

    private static final Set<String> LANGUAGES =
            Arrays.stream(Locale.getISOLanguages()).collect(Collectors.toUnmodifiableSet());
    private static final List<String> GENDERS = List.of("female", "male", "neutral");

    private final AdminRequest request;
    private final InputErrors errors;

    VoiceParameters(AdminRequest request, InputErrors errors) {
        this.request = request;
        this.errors = errors;
    }

    Optional<VoiceProvider> provider() {
        Optional<String> given = request.parameter("provider");
        Optional<VoiceProvider> provider = given.flatMap(VoiceProvider::named);
        if (given.isPresent() && provider.isEmpty()) {
            errors.add("provider", "must be one of elevenlabs, amazon, google");
        }
        return provider;
    }

    /** The provider that is named, else the one whose voices are called so. */
    VoiceProvider providerOf(String voiceId) {
        Optional<VoiceProvider> named = provider();
        Optional<VoiceProvider> likely = VoiceProvider.of(voiceId);
        if (likely.isEmpty()) {
            // No provider can have it: it does not exist, whatever tricks it holds.
            throw new ProblemException(404, "Not found", "No provider has a voice of this name", "voice_not_found");
        }
        if (named.isPresent() && !named.get().canHave(voiceId)) {
            throw new ProblemException(
                    404, "Not found", named.get().wireName() + " has no voice of this name", "voice_not_found");
        }
        return named.orElse(likely.get());
    }

    /** {@code fr} or {@code fr-FR}, of a language that exists. */
    Optional<Locale> language() {
        Optional<String> given = request.parameter("language");
        Optional<Locale> language = given.filter(tag -> tag.matches("[A-Za-z]{2,3}([-_][A-Za-z]{2}|[-_][0-9]{3})?"))
                .map(tag -> Locale.forLanguageTag(tag.replace('_', '-')))
                .filter(locale -> LANGUAGES.contains(locale.getLanguage())
                        || locale.getLanguage().length() == 3);
        if (given.isPresent() && language.isEmpty()) {
            errors.add("language", "must be a language such as fr or fr-FR");
        }
        return language;
    }

    Optional<String> gender() {
        Optional<String> gender = request.parameter("gender").map(text -> text.toLowerCase(Locale.ROOT));
        if (gender.isPresent() && !GENDERS.contains(gender.get())) {
            errors.add("gender", "must be one of " + String.join(", ", GENDERS));
        }
        return gender;
    }

    Optional<String> search() {
        return text("search", 100);
    }

    Optional<String> text(String name, int longest) {
        Optional<String> given = request.parameter(name);
        if (given.isPresent() && given.get().codePointCount(0, given.get().length()) > longest) {
            errors.add(name, "must have at most " + longest + " characters");
        } else if (given.isPresent() && given.get().codePoints().anyMatch(Character::isISOControl)) {
            errors.add(name, "must not contain control characters");
        }
        return given.map(String::strip);
    }

    /** Numbers and model as the query has them, else as they are. */
    VoiceSettings tuning(VoiceSettings otherwise) {
        VoiceSettings base = otherwise == null ? new VoiceSettings(null, null, null, null, null, null) : otherwise;
        Optional<String> model = text("model", 64);
        if (model.isPresent() && !model.get().matches("[A-Za-z0-9_.]+")) {
            errors.add("model", "must be a model's id such as eleven_flash_v2_5");
        }
        return new VoiceSettings(
                number("stability", 0, 1).orElse(base.stability()),
                number("similarity_boost", 0, 1).orElse(base.similarityBoost()),
                number("speed", 0.7, 1.2).orElse(base.speed()),
                model.orElse(base.model()),
                base.style(),
                base.useSpeakerBoost());
    }

    private Optional<Double> number(String name, double least, double most) {
        Optional<String> given = request.parameter(name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.get().matches("\\d(\\.\\d{1,6})?")) {
            double number = Double.parseDouble(given.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        errors.add(name, "must be a number from " + least + " to " + most);
        return Optional.empty();
    }
}
