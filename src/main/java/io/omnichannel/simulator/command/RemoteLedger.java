package io.omnichannel.simulator.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.StrictJson;
import io.omnichannel.simulator.rest.TwilioRest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The REST double inside a running server, from another process: writes as a customer and reads what came back. */
final class RemoteLedger {

    /** What came back. @param byTwilio whether Twilio itself answered, as it does to STOP */
    record Received(long number, String body, int segments, String status, int errorCode, boolean byTwilio) {}

    private final HttpClient http;
    private final URI messages;
    private final URI mails;
    private final URI calls;
    private final String authorization;

    RemoteLedger(HttpClient http, int port, String accountSid, String token) {
        this.http = http;
        this.messages = URI.create("http://127.0.0.1:" + port + "/simulator/messages");
        this.mails = messages.resolve("mails");
        this.calls = messages.resolve("calls");
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((accountSid + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when no server in simulator mode has this data directory */
    static int port(Path data) {
        Path file = data.resolve(TwilioRest.PORT_FILE);
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (IOException | NumberFormatException missing) {
            throw new IllegalArgumentException(
                    "There is no simulator's port at " + file.toAbsolutePath().normalize()
                            + ".\nThe server writes it when it starts without TWILIO_AUTH_TOKEN: name its data directory"
                            + " with --data. A server with a Twilio account answers real telephones.",
                    missing);
        }
    }

    /** @return how the server answered Twilio's webhook, 0 for not at all */
    int write(Map<String, String> parameters) throws IOException, InterruptedException {
        return post(messages, parameters);
    }

    /** The same for a mail: {@code From}, {@code To}, {@code Subject}, {@code Body}, the number it is {@code Answering}. */
    int writeMail(Map<String, String> mail) throws IOException, InterruptedException {
        return post(mails, mail);
    }

    /** What was mailed {@code to} somebody after a place: {@code last} and {@code mails}. */
    JsonNode mails(String to, long place) throws IOException, InterruptedException {
        return exchange(request(URI.create(mails + "?to=" + encoded(to) + "&after=" + place)));
    }

    /** Who called somebody after a place: {@code last} and {@code calls}. */
    JsonNode calls(String to, long place) throws IOException, InterruptedException {
        return exchange(request(URI.create(calls + "?to=" + encoded(to) + "&after=" + place)));
    }

    private int post(URI place, Map<String, String> parameters) throws IOException, InterruptedException {
        String form = parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return exchange(request(place)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)))
                .path("status")
                .asInt();
    }

    /** The log's last place, where reading may begin. */
    long last(String to) throws IOException, InterruptedException {
        return read(to, Long.MAX_VALUE / 2).path("last").asLong();
    }

    List<Received> after(String to, long place) throws IOException, InterruptedException {
        List<Received> received = new ArrayList<>();
        for (JsonNode message : read(to, place).path("messages")) {
            received.add(new Received(
                    message.path("number").asLong(),
                    shown(message),
                    message.path("segments").asInt(),
                    message.path("status").asText(),
                    message.path("error_code").asInt(),
                    message.path("direction").asText().equals("outbound-reply")));
        }
        return received;
    }

    private static String shown(JsonNode message) {
        String template = message.path("content_sid").asText();
        int media = message.path("media").asInt();
        String words = template.isEmpty() ? message.path("body").asText() : "(template " + template + ")";
        return (words + (media == 0 ? "" : " (" + media + " media)")).strip();
    }

    private JsonNode read(String to, long place) throws IOException, InterruptedException {
        return exchange(request(URI.create(messages + "?to=" + encoded(to) + "&after=" + place)));
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).header("Authorization", authorization);
    }

    private JsonNode exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 401) {
            throw new IllegalArgumentException(
                    "The simulator has another token; does --data name the server's directory?");
        }
        return StrictJson.JSON.readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
