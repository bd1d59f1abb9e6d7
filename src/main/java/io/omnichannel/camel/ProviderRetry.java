package io.omnichannel.camel;

import io.omnichannel.voices.FailureCategory;
import io.omnichannel.voices.ProviderFailure;
import io.omnichannel.voices.VoiceSources;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Whether a provider may be asked the same once more: a question always, a synthesis that is billed only if it was refused. */
@Component("providerRetry")
final class ProviderRetry {

    ProviderRetry() {}

    /** Named for the routes. */
    public boolean mayHelp(Exchange exchange) {
        // A condition is asked without the exception itself.
        ProviderFailure failure = exchange.getProperty(VoiceSources.FAILURE, ProviderFailure.class);
        if (failure == null || !failure.category().passing()) {
            return false;
        }
        return failure.category() == FailureCategory.RATE_LIMIT
                || exchange.getProperty(VoiceSources.SAFE, false, Boolean.class);
    }
}
