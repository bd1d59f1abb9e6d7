package io.omnichannel.messaging.briefing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How humans are told that they are wanted.
 *
 * @param ways {@code sms}, {@code email}, {@code webhook}; the timeline is told always
 * @param smsTo empty for the tenant's {@code transfer_number}
 * @param emailTo where mails go
 * @param webhookUrl where requests go, and nowhere else
 * @param webhookSecret what they are signed with
 * @param validity how long a webhook that does not answer is tried
 */
@ConfigurationProperties("omnichannel.briefing")
public record BriefingSettings(
        @DefaultValue("") List<String> ways,
        @DefaultValue("") String smsTo,
        @DefaultValue("") String emailTo,
        @DefaultValue("") String webhookUrl,
        @DefaultValue("") String webhookSecret,
        @DefaultValue("4h") Duration validity) {

    private static final Set<String> WAYS = Set.of("sms", "email", "webhook");
    private static final String NAME = "omnichannel.briefing.";

    public BriefingSettings {
        ways = List.copyOf(ways);
        smsTo = smsTo.strip();
        Set<String> unknown = new TreeSet<>(ways);
        unknown.removeAll(WAYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(NAME + "ways names " + unknown + "; the ways are sms, email, webhook");
        }
        if (!smsTo.isEmpty() && !smsTo.matches("\\+[1-9]\\d{6,14}")) {
            throw new IllegalArgumentException(NAME + "sms-to"
                    + (smsTo.matches(".*\\d{4}.*") ? " is no number" : " is \"" + smsTo + "\"")
                    + "; write it like +33612345678, or nothing for the tenant's transfer_number");
        }
        if (ways.contains("email") && !emailTo.matches("[^@\\s]+@[^@\\s]+")) {
            throw new IllegalArgumentException("Set " + NAME + "email-to to the address that briefings are mailed to");
        }
        if (ways.contains("webhook")) {
            check(webhookUrl, webhookSecret);
        }
    }

    // The query of the address may hold a key of its own: it is not quoted.
    private static void check(String url, String secret) {
        URI address;
        try {
            address = URI.create(url.strip());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(NAME + "webhook-url cannot be read as an address");
        }
        boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) {
            throw new IllegalArgumentException(
                    "Set " + NAME + "webhook-url to an address like https://desk.example/briefings");
        }
        if (secret.isBlank()) {
            throw new IllegalArgumentException("Set " + NAME + "webhook-secret: requests are signed with it");
        }
    }

    /** Whether a way reaches somebody even where the tenant has no number. */
    boolean reachSomebody() {
        return ways.contains("email") || ways.contains("webhook") || ways.contains("sms") && !smsTo.isBlank();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "BriefingSettings" + ways;
    }
}
