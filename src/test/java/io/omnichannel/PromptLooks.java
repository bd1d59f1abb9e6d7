package io.omnichannel;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For every test class: whoever waits for a condition looks often, so that waiting ends with what is waited for. */
public final class PromptLooks implements BeforeAllCallback {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    @Override
    public void beforeAll(ExtensionContext tests) {
        Awaitility.setDefaultPollInterval(BETWEEN_LOOKS);
    }
}
