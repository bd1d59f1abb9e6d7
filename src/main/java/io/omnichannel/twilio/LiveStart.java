package io.omnichannel.twilio;

import io.omnichannel.platform.ModulePaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The last lines of a start with a Twilio account: what does not work as it is set up, and where to point Twilio. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class LiveStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStart.class);

    private final TwilioSettings settings;

    LiveStart(TwilioSettings settings) {
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!settings.live()) {
            return;
        }
        if (settings.accountSid().isEmpty()) {
            LOG.warn(
                    "TWILIO_ACCOUNT_SID is not set: calls and messages come in, but no text or WhatsApp message goes out"
                            + " (each becomes a dead letter) and missed messages are not looked for. Set it to the account's SID.");
        }
        if (settings.publicUrl().isEmpty()) {
            LOG.warn(
                    "OMNICHANNEL_PUBLIC_URL is not set: signatures are checked by the Host of each request, and the state"
                            + " of sent messages is unknown until the first webhook. Set it to the address that Twilio was given.");
        }
        // Credentials may stand in it.
        String address = settings.publicUrl().replaceFirst("//[^/]*@", "//");
        String base = (address.isEmpty() ? "https://<your address>" : address) + ModulePaths.WEBHOOKS;
        LOG.info(
                "Live with Twilio. Point your numbers at {}/voice, {}/sms and {}/whatsapp, and give each to a tenant"
                        + " with POST /api/v1/omnichannel/phone-mappings",
                base,
                base,
                base);
    }
}
