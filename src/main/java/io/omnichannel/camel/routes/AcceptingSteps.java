package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.RouteFile.Step;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What takes in the messages of each webhook that Twilio and SendGrid call: an answer without it is believed, and the message
 * is lost.
 */
final class AcceptingSteps {

    private static final String WEBHOOKS = "/webhooks/omnichannel/";

    /** A name with a colon is a route's, another a bean's. */
    private static final Map<String, List<String>> OF_PATH = Map.of(
            "sms", List.of("smsReader", "direct:message-received"),
            "whatsapp", List.of("whatsappReader", "direct:message-received"),
            "message-status", List.of("messageStatusAcceptor"),
            "conversations-events", List.of("conversationsEventReader"),
            "voice", List.of("callAcceptor"),
            "voice/connected", List.of("callStepAcceptor"),
            "call-status", List.of("outboundStatusAcceptor", "callStatusAcceptor"),
            "recording", List.of("recordingAcceptor"),
            "email", List.of("mailParser", "mailReader", "direct:message-received"),
            "email-events", List.of("mailEventsReader", "mailEventsAcceptor"));

    private AcceptingSteps() {}

    /** @param last the route's last step, which answers */
    static void check(EndpointUri from, RouteFile file, Step last, Consumer<Finding> found) {
        if (!from.path().startsWith(WEBHOOKS)) {
            return;
        }
        List<Step> steps = file.steps();
        for (String name : OF_PATH.getOrDefault(from.path().substring(WEBHOOKS.length()), List.of())) {
            if (steps.stream().noneMatch(step -> runs(step, name))) {
                found.accept(file.finding(
                        last.line(),
                        "The answer says that it was taken, but nothing takes it in",
                        name.contains(":")
                                ? "Put back to: and uri: " + name + " before this step"
                                : "Put back process: and ref: " + name + " before this step"));
            }
        }
    }

    private static boolean runs(Step step, String name) {
        String target = step.body().textAt(name.contains(":") ? "uri" : "ref");
        return target.equals(name) && !step.body().textAt("disabled").equals("true");
    }
}
