package io.omnichannel.voices;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.omnichannel.platform.FailureKinds;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Whatever a provider's route failed with, as one of our kinds of failure. */
public final class ProviderFailures {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderFailures.class);

    private ProviderFailures() {}

    public static ProviderFailure of(VoiceProvider provider, Throwable thrown) {
        for (Throwable failure = thrown; failure != null; failure = failure.getCause()) {
            switch (failure) {
                case ProviderFailure known -> {
                    return known;
                }
                case SdkException polly -> {
                    return new ProviderFailure(provider, PollyErrors.of(polly));
                }
                case CallNotPermittedException open -> {
                    return new ProviderFailure(provider, FailureCategory.PAUSED);
                }
                case IOException away -> {
                    return new ProviderFailure(provider, FailureCategory.CONNECTIVITY);
                }
                default -> {}
            }
        }
        // Its message may quote what was asked and with which key.
        LOG.warn("{} failed in a way that we do not know: {}", provider.wireName(), FailureKinds.of(thrown));
        return new ProviderFailure(provider, FailureCategory.SERVER);
    }

    /** What counts against a provider: that it cannot be used, not that it was asked nonsense or is merely busy. */
    static boolean count(VoiceProvider provider, Throwable thrown) {
        FailureCategory category = of(provider, thrown).category();
        return category == FailureCategory.CONNECTIVITY || category == FailureCategory.SERVER;
    }
}
