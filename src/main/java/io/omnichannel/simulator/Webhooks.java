package io.omnichannel.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Posts what Twilio posts: form-encoded, signed over the public URL, with 15 s of patience. */
public final class Webhooks {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http;
    private final TwilioAccount account;
    private final Signer signer;

    public Webhooks(HttpClient http, TwilioAccount account) {
        this.http = http;
        this.account = account;
        this.signer = new Signer(account.authToken());
    }

    /**
     * Posts once; nothing is judged here.
     *
     * @param path on the server, or a URL; a fragment is Twilio's own and neither sent nor signed
     * @throws UncheckedIOException when nobody answers
     */
    public WebhookAnswer post(String path, Map<String, String> parameters) {
        return post(path, parameters, PATIENCE);
    }

    /** The same with less patience for the answer. */
    public WebhookAnswer post(String path, Map<String, String> parameters, Duration patience) {
        String url = account.url(path).replaceFirst("#.*", "");
        Map<String, List<String>> form = new TreeMap<>();
        parameters.forEach((name, value) -> form.put(name, List.of(value)));
        HttpRequest request = HttpRequest.newBuilder(account.reachable(url))
                .timeout(patience)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("Accept", "*/*")
                .header("User-Agent", "TwilioProxy/1.1")
                .header("I-Twilio-Idempotency-Token", UUID.randomUUID().toString())
                .header("X-Twilio-Signature", signer.sign(url, form))
                .POST(BodyPublishers.ofString(encoded(parameters)))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            String contentType = answer.headers().firstValue("Content-Type").orElse("");
            return new WebhookAnswer(URI.create(url), answer.statusCode(), contentType, answer.body());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the server answered", stopped);
        }
    }

    /** The header of a socket's handshake. */
    public String handshakeSignature(String url) {
        return signer.signHandshake(url);
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
