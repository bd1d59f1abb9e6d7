package io.omnichannel.simulator.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks a server, as its administrator, who has a number: whoever writes to one that nobody has waits for nothing. */
final class OurNumbers {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpClient http;
    private final URI server;
    private final String key;

    /**
     * @param server is shown the administrator's key where it runs on this machine alone
     * @param data the server's, where the key is unless the environment has it
     */
    OurNumbers(HttpClient http, URI server, Map<String, String> environment, Path data) {
        this.http = http;
        this.server = server;
        this.key = HERE.contains(server.getHost()) ? key(environment, data) : "";
    }

    /**
     * @param channel {@code sms} or {@code whatsapp}
     * @throws IllegalArgumentException when the server says that nobody has the number for the channel
     */
    void check(String number, String channel) throws InterruptedException {
        String page = "";
        do {
            JsonNode answer = page(page);
            if (!answer.path("phone_mappings").isArray()) {
                // No right to ask, or no such server: what comes next will tell.
                return;
            }
            for (JsonNode mapping : answer.path("phone_mappings")) {
                if (mapping.path("phone_number").asText().equals(number)) {
                    requireChannel(mapping, channel);
                    return;
                }
            }
            page = answer.path("next").asText("");
        } while (!page.isEmpty() && !page.equals("null"));
        throw new IllegalArgumentException("No tenant has the number " + number
                + ". Write --to one of GET /api/v1/omnichannel/phone-mappings, or give it to a tenant with POST.");
    }

    private static void requireChannel(JsonNode mapping, String channel) {
        for (JsonNode one : mapping.path("channels")) {
            if (one.asText().equals(channel)) {
                return;
            }
        }
        throw new IllegalArgumentException(
                "The tenant " + mapping.path("tenant_id").asText() + " has the number "
                        + mapping.path("phone_number").asText() + ", but not for " + channel + ".");
    }

    private JsonNode page(String after) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(
                        "/api/v1/omnichannel/phone-mappings?limit=100" + (after.isEmpty() ? "" : "&after=" + after)))
                .timeout(PATIENCE);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return Optional.ofNullable(StrictJson.JSON.readTree(answer.body())).orElse(StrictJson.JSON.nullNode());
        } catch (IOException awayOrNotJson) {
            return StrictJson.JSON.nullNode();
        }
    }

    private static String key(Map<String, String> environment, Path data) {
        String given = environment.getOrDefault("OMNICHANNEL_ADMIN_KEY", "").strip();
        try {
            return given.isEmpty() ? Files.readString(data.resolve("admin.key")).strip() : given;
        } catch (IOException none) {
            return "";
        }
    }
}
