package io.omnichannel.histories;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;

/** An operator's program. */
final class Desk {

    private static final Set<Integer> EXPECTED = Set.of(200, 202, 409);
    private static final int TRIES = 5;

    private final HttpClient http;
    private final URI server;

    Desk(HttpClient http, URI server) {
        this.http = http;
        this.server = server;
    }

    /** @return the status: done, or a conflict with what happens beside it; anything else is an error of the program's */
    int post(String path, String key, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/v1/omnichannel" + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            // A busy machine is no mistake, and says by Retry-After that it may be asked again.
            for (int again = 1; answer.statusCode() == 503 && again < TRIES; again++) {
                answer = http.send(request, BodyHandlers.ofString());
            }
            if (!EXPECTED.contains(answer.statusCode())) {
                throw new IllegalStateException(path + " was answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.statusCode();
        } catch (IOException failed) {
            throw new IllegalStateException(path, failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(path, stopped);
        }
    }
}
