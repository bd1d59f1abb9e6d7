package io.omnichannel.twilio;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A request of the Conversations API. What REST does fires no webhook of Twilio's, because none of
 * these asks for it with {@code X-Twilio-Webhook-Enabled}.
 *
 * @param path below the address of the Conversations API
 * @param query encoded, empty without one
 * @param form encoded, empty for a GET
 */
public record ConversationsRequest(String method, String path, String query, String form) {

    /** The longest body of a message, in UTF-16 code units. */
    public static final int MAX_BODY = 1_600;

    /** The longest name of a conversation, in UTF-16 code units. */
    public static final int MAX_NAME = 256;

    private static final int PAGE = 100;

    /** @param friendlyName may be empty */
    public static ConversationsRequest create(
            String service, String uniqueName, String friendlyName, String attributes) {
        return post(
                conversations(service),
                "UniqueName",
                uniqueName,
                "FriendlyName",
                friendlyName,
                "Attributes",
                attributes);
    }

    public static ConversationsRequest find(String service, String uniqueName) {
        return new ConversationsRequest("GET", conversations(service) + "/" + uniqueName, "", "");
    }

    /** A chat participant: Twilio sends it nothing, as it would to a number. */
    public static ConversationsRequest join(String service, String conversation, String identity, String attributes) {
        return post(
                conversations(service) + "/" + conversation + "/Participants",
                "Identity",
                identity,
                "Attributes",
                attributes);
    }

    public static ConversationsRequest message(
            String service, String conversation, String author, String body, String attributes) {
        return post(
                conversations(service) + "/" + conversation + "/Messages",
                "Author",
                author,
                "Body",
                body,
                "Attributes",
                attributes);
    }

    /** The newest messages first. */
    public static ConversationsRequest latestMessages(String service, String conversation) {
        return new ConversationsRequest(
                "GET", conversations(service) + "/" + conversation + "/Messages", "Order=desc&PageSize=" + PAGE, "");
    }

    public static ConversationsRequest close(String service, String conversation) {
        return post(conversations(service) + "/" + conversation, "State", "closed");
    }

    private static String conversations(String service) {
        return "/v1/Services/" + service + "/Conversations";
    }

    private static ConversationsRequest post(String path, String... namesAndValues) {
        StringBuilder form = new StringBuilder(256);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                form.append(form.isEmpty() ? "" : "&")
                        .append(namesAndValues[i])
                        .append('=')
                        .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
            }
        }
        return new ConversationsRequest("POST", path, "", form.toString());
    }

    /** Without anybody's words. */
    @Override
    public String toString() {
        return "ConversationsRequest[" + method + "]";
    }
}
