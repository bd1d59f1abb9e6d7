package io.omnichannel.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.StrictJson;
import io.omnichannel.simulator.TwilioAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.StringJoiner;

/** Asks the REST double over HTTP, as the server will. */
public record RestClient(HttpClient http, URI base, String user, String password) implements AutoCloseable {

    public static final String ACCOUNT = "/2010-04-01/Accounts/" + TwilioAccount.SIMULATED_SID;

    public static RestClient of(TwilioRest twilio) {
        return new RestClient(
                HttpClient.newHttpClient(),
                twilio.url(),
                TwilioAccount.SIMULATED_SID,
                twilio.account().authToken());
    }

    public RestClient as(String otherUser, String otherPassword) {
        return new RestClient(http, base, otherUser, otherPassword);
    }

    /** @param form names and values in turn */
    public HttpResponse<byte[]> post(String path, String... form) {
        return postBytes(path, encoded(form).getBytes(StandardCharsets.US_ASCII), "application/x-www-form-urlencoded");
    }

    HttpResponse<byte[]> postBytes(String path, byte[] body, String contentType) {
        return exchange(
                request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> get(String path) {
        return exchange(request(path));
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return StrictJson.JSON.readTree(answer.body());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    static String encoded(String... form) {
        StringJoiner pairs = new StringJoiner("&");
        for (int i = 0; i < form.length; i += 2) {
            pairs.add(form[i] + "=" + URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        return pairs.toString();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + credentials);
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
