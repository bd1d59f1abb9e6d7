package io.omnichannel.twilio;

import io.omnichannel.platform.ModulePaths;
import java.util.List;
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

    // What stands behind # is for Twilio alone: how long it waits and how often it comes again; docs/webhooks.md.
    private static final List<String> ADDRESSES = List.of(
            "a call comes in: {}/voice#rc=2&rp=ct,rt&ct=2000",
            "primary handler of calls fails: {}/fallback#rc=2&rp=all&ct=2000",
            "call status changes: {}/call-status#rc=3&rp=all&ct=2000",
            "a text comes in: {}/sms" + MessageRequest.COME_AGAIN,
            "a WhatsApp message comes in: {}/whatsapp" + MessageRequest.COME_AGAIN);

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
                "Live with Twilio. Give each number to a tenant with POST {}/phone-mappings; its addresses in Twilio's"
                        + " console, by POST and with what stands behind #, are",
                ModulePaths.ADMIN);
        ADDRESSES.forEach(line -> LOG.info(line, base));
    }
}
