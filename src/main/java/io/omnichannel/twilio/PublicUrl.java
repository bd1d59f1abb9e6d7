package io.omnichannel.twilio;

import io.omnichannel.platform.ModulePaths;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The address Twilio knows us by: the configured one, else the scheme and host of the request. A base is scheme, host and
 * mount prefix without trailing slash. Safe for many threads.
 */
@Component
public class PublicUrl {

    /** Where the relay's socket is, below the base. */
    public static final String RELAY_PATH = ModulePaths.WEBHOOKS + "/conversation";

    private final String configured;
    private volatile String lastVerified = "";

    PublicUrl(TwilioSettings settings) {
        this.configured = settings.publicUrl();
    }

    /** The base that a request came in by; {@code requestUrl} is the URL as this server saw it, query or not. */
    public String baseOf(String requestUrl) {
        if (!configured.isEmpty()) {
            return configured;
        }
        SignedUrl seen = SignedUrl.of(requestUrl);
        return seen.scheme() + seen.host() + seen.port();
    }

    /** What Twilio signed: the base and the raw target of the request. */
    public String signedUrl(String requestUrl) {
        SignedUrl seen = SignedUrl.of(requestUrl);
        return baseOf(requestUrl) + seen.path() + seen.query();
    }

    /** The relay's URL under a base, over TLS when the base is. */
    public static String relayUrl(String base) {
        return toSocket(base) + RELAY_PATH;
    }

    /** {@code https} to {@code wss}, {@code http} to {@code ws}; anything else stays. */
    static String toSocket(String url) {
        return url.startsWith("http") ? "ws" + url.substring("http".length()) : url;
    }

    /** The base for work that no request asked for; empty when none is configured and no request was verified yet. */
    public Optional<String> base() {
        String known = configured.isEmpty() ? lastVerified : configured;
        return known.isEmpty() ? Optional.empty() : Optional.of(known);
    }

    void verified(String base) {
        // Written only when it changes: every webhook passes here.
        if (!base.equals(lastVerified)) {
            lastVerified = base;
        }
    }
}
