package io.omnichannel.simulator.command;

import io.omnichannel.simulator.Commands;
import io.omnichannel.simulator.call.Ledger;
import io.omnichannel.simulator.call.Step;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What keeps a command from its work, before it begins or after it broke down, said in words that help. */
final class Preflight {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Preflight() {}

    /** @throws IllegalArgumentException when no server answers there, or its module is switched off */
    static void checkServer(HttpClient http, URI server) throws InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(server.resolve("/api/v1/omnichannel/health"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = http.send(health, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 503 && answer.body().contains("Omnichannel module is disabled")) {
                throw new IllegalArgumentException("The server at " + server
                        + " runs, but its module is switched off. Start it with:\n  "
                        + Commands.here().start());
            }
        } catch (IOException unreachable) {
            throw new IllegalArgumentException(
                    "No server answers at " + server + ". Start one in another terminal with:\n  "
                            + Commands.here().start(),
                    unreachable);
        }
    }

    /** The account's token, or the one that a server without an account has made for itself. */
    static String token(Map<String, String> environment, Path data) {
        String given =
                environment.getOrDefault("TWILIO_AUTH_TOKEN", "").split(",")[0].strip();
        if (!given.isEmpty()) {
            return given;
        }
        Path file = data.resolve("twilio-dev-token");
        try {
            return Files.readString(file).strip();
        } catch (IOException missing) {
            throw new IllegalArgumentException(
                    "There is no development token at " + file.toAbsolutePath().normalize()
                            + ".\nThe server writes it when it starts without TWILIO_AUTH_TOKEN: name its data directory"
                            + " with --data, or set TWILIO_AUTH_TOKEN to the server's.",
                    missing);
        }
    }

    private static boolean hasLostTheServer(Throwable failure) {
        return failure != null && (failure instanceof IOException || hasLostTheServer(failure.getCause()));
    }

    /** What to do about a call that broke down. */
    static String advice(RuntimeException failure, Ledger ledger) {
        int status = ledger.steps(Step.Asked.class).stream()
                .mapToInt(Step.Asked::status)
                .filter(code -> code / 100 != 2)
                .findFirst()
                .orElse(200);
        return switch (status) {
            case 403 ->
                "The server refused the signature: it has another token, or knows itself by another address"
                        + " (OMNICHANNEL_PUBLIC_URL must be the same here and there).";
            case 404 -> "The server does not know the webhook; is it an omnichannel server of this version?";
            case 503 -> "The server cannot take calls now; look at /api/v1/omnichannel/health and at its log.";
            default ->
                hasLostTheServer(failure)
                        ? "The server cannot be reached any more; it was stopped, or its log says why."
                        : failure.getMessage();
        };
    }
}
