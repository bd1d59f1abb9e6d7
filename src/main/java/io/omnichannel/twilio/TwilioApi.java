package io.omnichannel.twilio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where Twilio's REST API is, and how we show who we are: the operator's setting, else the simulator's double, else Twilio. */
@Component
public class TwilioApi {

    private static final String TWILIO = "https://api.twilio.com";
    private static final String CONVERSATIONS = "https://conversations.twilio.com";

    private final TwilioAccounts accounts;
    private final String configured;
    private final Path simulatorPort;

    TwilioApi(
            TwilioAccounts accounts,
            @Value("${omnichannel.twilio-api-base-url:}") String configured,
            @Value("${omnichannel.data-dir:./data}") Path dataDir) {
        this.accounts = accounts;
        this.configured = configured.strip().replaceFirst("/$", "");
        this.simulatorPort = dataDir.resolve("simulator.port");
    }

    /** Without trailing slash. */
    public String baseUrl() {
        if (!configured.isEmpty()) {
            return configured;
        }
        return accounts.simulated() ? "http://127.0.0.1:" + simulatorPort() : TWILIO;
    }

    /** Where the Conversations API is: on Twilio's own host for it, or beside the rest. Without trailing slash. */
    public String conversationsUrl() {
        String base = baseUrl();
        return base.equals(TWILIO) ? CONVERSATIONS : base;
    }

    /** Whether there is an account to send from: with a token but no SID everything inbound works, and nothing is sent. */
    public boolean canSend() {
        return !accounts.accountSid().isEmpty();
    }

    public String accountSid() {
        return accounts.accountSid();
    }

    /** Basic authentication, RFC 7617. */
    public String authorization() {
        String pair = accounts.accountSid() + ":" + accounts.primary();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private String simulatorPort() {
        try {
            return Files.readString(simulatorPort).strip();
        } catch (IOException notThere) {
            throw new UncheckedIOException("The simulator's REST API is not there", notThere);
        }
    }
}
