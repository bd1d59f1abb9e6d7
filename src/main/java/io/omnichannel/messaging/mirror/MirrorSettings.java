package io.omnichannel.messaging.mirror;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether and how conversations are copied to Twilio's Conversations API.
 *
 * @param twilioConversationsServiceSid the service that gets the copies, or empty: none are made
 * @param mirroring how many conversations are copied at the same time on this node
 */
@ConfigurationProperties("omnichannel")
public record MirrorSettings(@DefaultValue("") String twilioConversationsServiceSid, @DefaultValue("4") int mirroring) {

    private static final Pattern SERVICE = Pattern.compile("IS[0-9a-fA-F]{32}");

    public MirrorSettings {
        if (mirroring < 1) {
            throw new IllegalArgumentException("omnichannel.mirroring must be at least 1");
        }
        twilioConversationsServiceSid = twilioConversationsServiceSid.strip();
        if (!twilioConversationsServiceSid.isEmpty()
                && !SERVICE.matcher(twilioConversationsServiceSid).matches()) {
            throw new IllegalArgumentException(
                    "TWILIO_CONVERSATIONS_SERVICE_SID must be IS and 32 hex digits, as the Twilio console shows it");
        }
    }

    boolean isOn() {
        return !twilioConversationsServiceSid.isEmpty();
    }
}
