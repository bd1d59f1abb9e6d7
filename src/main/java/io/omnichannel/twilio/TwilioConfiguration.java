package io.omnichannel.twilio;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Turns the settings into the accounts that may sign. */
@Configuration(proxyBeanMethods = false)
class TwilioConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(TwilioConfiguration.class);

    @Bean
    TwilioSettings twilioSettings(
            @Value("${omnichannel.twilio-account-sid:}") String accountSid,
            @Value("${omnichannel.twilio-auth-token:}") String authToken,
            @Value("${omnichannel.twilio-signature-mode:enforce}") String signatureMode,
            @Value("${omnichannel.public-url:}") String publicUrl) {
        TwilioSettings settings = TwilioSettings.of(accountSid, authToken, signatureMode, publicUrl);
        if (settings.signatureMode() == SignatureMode.OBSERVE) {
            LOG.warn("Requests with a missing or wrong Twilio signature are let in: TWILIO_SIGNATURE_MODE is observe");
        }
        return settings;
    }

    @Bean
    TwilioAccounts twilioAccounts(TwilioSettings settings, @Value("${omnichannel.data-dir:./data}") Path dataDir) {
        return settings.live()
                ? TwilioAccounts.of(settings)
                : TwilioAccounts.simulated(DevelopmentToken.in(dataDir).token());
    }
}
