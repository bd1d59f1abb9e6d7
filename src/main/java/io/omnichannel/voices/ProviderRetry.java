package io.omnichannel.voices;

import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Whether a provider may be asked the same once more: a question always, a synthesis that is billed only if it was refused. */
@Component("providerRetry")
public final class ProviderRetry {

    /** On an exchange that only asks and changes nothing. */
    static final String SAFE = "OmniVoiceSafe";

    ProviderRetry() {}

    /** Named for the routes. */
    public boolean mayHelp(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (!(thrown instanceof ProviderFailure failure) || !failure.category().passing()) {
            return false;
        }
        return failure.category() == FailureCategory.RATE_LIMIT || exchange.getProperty(SAFE, false, Boolean.class);
    }
}
