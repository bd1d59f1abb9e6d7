package io.omnichannel.voices;

import io.omnichannel.platform.Problem;
import io.omnichannel.platform.ProblemException;

/** A voice provider that failed. The words are ours: what a provider writes may hold a key or a customer's text. */
public final class ProviderFailure extends ProblemException {

    private final VoiceProvider provider;
    private final FailureCategory category;

    public ProviderFailure(VoiceProvider provider, FailureCategory category) {
        super(problem(provider, category));
        this.provider = provider;
        this.category = category;
    }

    public VoiceProvider provider() {
        return provider;
    }

    public FailureCategory category() {
        return category;
    }

    private static Problem problem(VoiceProvider provider, FailureCategory category) {
        String name = provider.wireName();
        return switch (category) {
            case AUTHENTICATION ->
                Problem.of(
                        502,
                        "The voice provider refuses our key",
                        name + " does not accept the key; check " + provider.variable(),
                        "voice_provider_auth");
            case QUOTA ->
                Problem.of(
                        502,
                        "The voice provider's quota is used up",
                        name + " has nothing left for this account; raise its plan or wait for the next period",
                        "voice_provider_quota");
            case RATE_LIMIT ->
                Problem.of(
                        503,
                        "The voice provider is busy",
                        name + " takes no more requests at once; try again in a few seconds",
                        "voice_provider_busy");
            case NOT_FOUND -> Problem.of(404, "Not found", name + " has no such voice", "voice_not_found");
            case INVALID_REQUEST ->
                Problem.of(
                        400,
                        "The voice provider refuses this",
                        name + " cannot speak this text with this voice, model and settings",
                        "voice_provider_refused");
            case CONNECTIVITY ->
                Problem.of(
                        502,
                        "The voice provider cannot be reached",
                        name + " did not answer in time",
                        "voice_provider_unreachable");
            case SERVER ->
                Problem.of(502, "The voice provider failed", name + " answered with an error", "voice_provider_failed");
            case PAUSED ->
                Problem.of(
                        503,
                        "The voice provider is left alone for a while",
                        name + " failed too often; it is asked again in some seconds",
                        "voice_provider_paused");
        };
    }
}
