package io.omnichannel.voices;

import io.omnichannel.platform.Problem;

/** A voice provider that failed. The message is ours: what a provider writes may hold a key or a customer's words. */
public final class ProviderFailure extends RuntimeException {

    private final VoiceProvider provider;
    private final FailureCategory category;

    public ProviderFailure(VoiceProvider provider, FailureCategory category) {
        this(provider, category, null);
    }

    public ProviderFailure(VoiceProvider provider, FailureCategory category, Throwable cause) {
        super(provider.wireName() + ": " + category, cause);
        this.provider = provider;
        this.category = category;
    }

    public VoiceProvider provider() {
        return provider;
    }

    public FailureCategory category() {
        return category;
    }

    /** Whether asking again may help; named for routes. */
    public boolean isPassing() {
        return category.passing();
    }

    /** What a caller of the admin API reads. */
    public Problem problem() {
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
                        name + " has no credits left for this account; raise its plan or wait for the next period",
                        "voice_provider_quota");
            case RATE_LIMIT ->
                Problem.of(
                        503,
                        "The voice provider is busy",
                        name + " takes no more requests at once; try again in a few seconds",
                        "voice_provider_busy");
            case NOT_FOUND ->
                Problem.of(404, "Not found", name + " has no such voice", "voice_not_found");
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
        };
    }

    /** Without stack trace where nothing of ours is wrong. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
