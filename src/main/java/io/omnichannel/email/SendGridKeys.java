package io.omnichannel.email;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The keys that a mail or an event may be signed with; none: every one is refused. */
record SendGridKeys(List<PublicKey> keys) {

    SendGridKeys {
        keys = List.copyOf(keys);
    }

    /**
     * The operator's keys: SendGrid has one for Inbound Parse and another for events, so a comma separates several.
     *
     * @throws InvalidConfigurationPropertyValueException which stops the start
     */
    static SendGridKeys of(String setting) {
        return new SendGridKeys(Arrays.stream(setting.split(","))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(SendGridKeys::checked)
                .toList());
    }

    /** With the simulator its own key counts too. */
    SendGridKeys withSimulator(Path dataDir) {
        List<PublicKey> both = new ArrayList<>(keys);
        both.add(SendGridDevelopmentKey.in(dataDir).open());
        return new SendGridKeys(both);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    private static PublicKey checked(String key) {
        try {
            return SendGridSignature.key(key);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidConfigurationPropertyValueException(
                    "omnichannel.sendgrid-webhook-public-key",
                    // A secret pasted into the wrong variable is not repeated.
                    "…",
                    "SENDGRID_WEBHOOK_PUBLIC_KEY: " + malformed.getMessage());
        }
    }
}
