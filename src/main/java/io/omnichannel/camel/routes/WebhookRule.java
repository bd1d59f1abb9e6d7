package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.RouteFile.Step;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A webhook proves its sender before anything of it is used, gets the bytes as they were signed, takes in what was sent,
 * and gives back none of the request's headers.
 */
final class WebhookRule implements RouteRule {

    private static final String PREFIX = "/webhooks";
    private static final String VERIFY = "direct:verify-";
    private static final String ANSWER = "direct:answer-";

    private static final Map<String, String> EXACT_BYTES =
            Map.of("useStreaming", "true", "populateBodyWithForm", "false");

    @Override
    public void check(RouteFile file, KnownNames names, Consumer<Finding> found) {
        if (!file.is("route") || file.from().isEmpty()) {
            return;
        }
        EndpointUri from = EndpointUri.of(file.from().get());
        if (!from.path().startsWith(PREFIX)) {
            return;
        }
        switch (from.scheme()) {
            case "platform-http" -> {
                checkEndpoint(from, file, found);
                checkSteps(from, file, names, found);
            }
            case "websocket-jsr356" -> {
                if (!from.parameter("handshake").startsWith("#")) {
                    found.accept(file.finding(
                            from.line(),
                            "Anybody may open this socket",
                            "Add handshake: \"#relaySocketHandshake\" under parameters:"));
                }
            }
            default -> {}
        }
    }

    private static void checkEndpoint(EndpointUri from, RouteFile file, Consumer<Finding> found) {
        EXACT_BYTES.forEach((parameter, value) -> {
            if (!from.parameter(parameter).equals(value)) {
                found.accept(file.finding(
                        from.line(),
                        "Without " + parameter + ": " + value + " the signed bytes are lost",
                        "Add " + parameter + ": " + value + " under parameters:"));
            }
        });
        if (!from.parameter("headerFilterStrategy").startsWith("#")) {
            found.accept(file.finding(
                    from.line(),
                    "Without headerFilterStrategy a request can set any header of the route",
                    "Add headerFilterStrategy: \"#webhookHeaders\" under parameters:"));
        }
    }

    private static void checkSteps(EndpointUri webhook, RouteFile file, KnownNames names, Consumer<Finding> found) {
        List<Step> steps = file.from()
                .flatMap(from -> from.at("steps"))
                .map(RouteFile::steps)
                .orElse(List.of());
        if (steps.isEmpty()) {
            return;
        }
        if (!calls(steps.getFirst(), VERIFY)) {
            found.accept(file.finding(
                    steps.getFirst().line(),
                    "A step before the sender is verified",
                    "Begin with to: and uri: " + among(names, VERIFY)));
        }
        Step last = steps.getLast();
        AcceptingSteps.check(webhook, file, last, found);
        boolean clears = last.name().equals("removeHeaders")
                && last.body().textAt("pattern").equals("*");
        if (!clears && !calls(last, ANSWER)) {
            found.accept(file.finding(
                    last.line(),
                    "The request's headers go out with the answer",
                    "End with to: and uri: " + among(names, ANSWER) + ", or with removeHeaders: and pattern: \"*\""));
        }
    }

    private static boolean calls(Step step, String prefix) {
        return step.name().equals("to") && step.body().textAt("uri").startsWith(prefix);
    }

    private static String among(KnownNames names, String prefix) {
        return String.join(
                " or ",
                names.inbound().stream()
                        .filter(name -> name.startsWith(prefix))
                        .sorted()
                        .toList());
    }
}
