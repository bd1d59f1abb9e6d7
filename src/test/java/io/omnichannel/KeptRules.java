package io.omnichannel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** After each test with a world around the server: nobody of whom we are a customer complained of the server. */
final class KeptRules implements AfterEachCallback {

    @Override
    public void afterEach(ExtensionContext test) {
        SpringExtension.getApplicationContext(test).getBeanProvider(World.class).ifAvailable(world -> assertThat(
                        world.complaints().unexpected())
                .as("what Twilio's and SendGrid's doubles complain of")
                .isEmpty());
    }
}
