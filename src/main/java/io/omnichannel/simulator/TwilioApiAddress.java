package io.omnichannel.simulator;

import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/**
 * Without a Twilio account: takes the REST double's port before any bean or route asks where Twilio is, so that a server
 * without credentials never talks to the real one.
 */
@Component
class TwilioApiAddress implements BeanFactoryPostProcessor {

    static final String PROPERTY = "omnichannel.twilio-api-base-url";

    private static final String TWILIO = "https://api.twilio.com";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        ConfigurableEnvironment environment = beans.getBean(ConfigurableEnvironment.class);
        String token = environment.getProperty("omnichannel.twilio-auth-token", "");
        // As the settings read it: a list of nothing but commas is no token.
        if (!token.replace(",", "").isBlank()) {
            return;
        }
        TwilioRest twilio = TwilioRest.listen();
        beans.registerSingleton("twilioRest", twilio);
        String address = environment.getProperty(PROPERTY, "");
        if (address.isBlank() || address.equals(TWILIO)) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "omnichannel-simulator",
                            Map.of(PROPERTY, twilio.url().toString())));
        }
    }
}
