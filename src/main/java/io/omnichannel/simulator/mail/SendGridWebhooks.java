package io.omnichannel.simulator.mail;

import io.omnichannel.email.SendGridDevelopmentKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** Posts what SendGrid posts, signed over the raw bytes. */
public final class SendGridWebhooks {

    static final String SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature";
    static final String TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp";

    private static final String PATH = "/webhooks/omnichannel/email";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI server;
    private final SendGridDevelopmentKey key;

    public SendGridWebhooks(HttpClient http, URI server, SendGridDevelopmentKey key) {
        this.http = http;
        this.server = server;
        this.key = key;
    }

    /** @return the status of the answer, 0 for none */
    int mail(String contentType, byte[] form) {
        return post(PATH, contentType, form);
    }

    /** @return the status of the answer, 0 for none */
    int events(byte[] batch) {
        return post(PATH + "-events", "application/json", batch);
    }

    private int post(String path, String contentType, byte[] body) {
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .header("Content-Type", contentType)
                .header("User-Agent", "SendGrid")
                .header(TIMESTAMP, timestamp)
                .header(SIGNATURE, signature(timestamp, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException unreachable) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private String signature(String timestamp, byte[] body) {
        try {
            return key.sign(timestamp, new ByteArrayInputStream(body));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
