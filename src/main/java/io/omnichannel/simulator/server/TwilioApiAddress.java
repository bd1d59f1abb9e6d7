package io.omnichannel.simulator.server;

import io.omnichannel.simulator.rest.TwilioRest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/**
 * Without a Twilio account: takes the REST double's port before any bean or route asks where Twilio is, so that a server
 * without credentials never talks to the real one. Mail goes there too, where neither SendGrid nor a mail server is set.
 */
@Component
class TwilioApiAddress implements BeanFactoryPostProcessor {

    static final String PROPERTY = "omnichannel.twilio-api-base-url";

    private static final String TWILIO = "https://api.twilio.com";
    private static final String MAIL_PROPERTY = "omnichannel.sendgrid-base-url";
    private static final String MAIL_KEY = "omnichannel.sendgrid-api-key";
    private static final String SENDGRID = "https://api.sendgrid.com";

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
        Map<String, Object> addresses = new HashMap<>();
        if (isLeftOut(environment, PROPERTY, TWILIO)) {
            addresses.put(PROPERTY, twilio.url().toString());
        }
        if (isLeftOut(environment, MAIL_KEY, "") && isLeftOut(environment, "spring.mail.host", "")) {
            addresses.put(MAIL_KEY, twilio.mail().apiKey());
            if (isLeftOut(environment, MAIL_PROPERTY, SENDGRID)) {
                addresses.put(MAIL_PROPERTY, twilio.url().toString());
            }
        }
        environment.getPropertySources().addFirst(new MapPropertySource("omnichannel-simulator", addresses));
    }

    private static boolean isLeftOut(ConfigurableEnvironment environment, String property, String otherwise) {
        String value = environment.getProperty(property, "");
        return value.isBlank() || value.equals(otherwise);
    }
}
