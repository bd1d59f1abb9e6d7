package io.omnichannel.simulator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.StrictJson;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of {@code POST Messages.json}, checked as Twilio does and, where Twilio shrugs, more strictly. */
record MessageForm(RestForm form) {

    static final int MAX_BODY = 1_600;
    private static final int MOST_MEDIA = 10;

    private static final Set<String> NAMES = Set.of(
            "To",
            "From",
            "MessagingServiceSid",
            "Body",
            "MediaUrl",
            "ContentSid",
            "ContentVariables",
            "StatusCallback",
            "ApplicationSid",
            "ValidityPeriod",
            "SmartEncoded",
            "ShortenUrls",
            "SendAsMms",
            "RiskCheck",
            "ContentRetention",
            "AddressRetention",
            "ProvideFeedback",
            "Attempt",
            "FallbackFrom",
            "ScheduleType",
            "SendAt",
            "PersistentAction",
            "ForceDelivery",
            "MaxPrice");
    private static final Set<String> REPEATABLE = Set.of("MediaUrl", "PersistentAction");
    private static final Pattern RECIPIENT =
            Pattern.compile("\\+[1-9]\\d{6,14}|\\d{3,8}|whatsapp:(?:\\+[1-9]\\d{6,14}|[A-Za-z]{2}\\.[\\w.-]+)");
    private static final Pattern SENDER =
            Pattern.compile("(?:whatsapp:)?\\+[1-9]\\d{6,14}|\\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]+(?:[/?][^\\s#]*)?(?:#\\S*)?");

    /** @throws RestRefusal for the first thing that is wrong */
    void check() {
        for (String name : form.names()) {
            require(NAMES.contains(name), 20001, "There is no parameter " + name);
            require(form.all(name).size() == 1 || REPEATABLE.contains(name), 20001, name + " came more than once");
        }
        checkParties();
        checkContent();
        checkRest();
    }

    String to() {
        return form.value("To");
    }

    String body() {
        return form.value("Body");
    }

    String contentSid() {
        return form.value("ContentSid");
    }

    List<String> mediaUrls() {
        return form.all("MediaUrl");
    }

    String service() {
        return form.value("MessagingServiceSid");
    }

    private void checkParties() {
        String from = form.value("From");
        require(!to().isEmpty(), 21604, "A 'To' phone number is required.");
        require(RECIPIENT.matcher(to()).matches(), 21211, "Invalid 'To' Phone Number: " + to());
        require(!from.isEmpty() || !service().isEmpty(), 21603, "A 'From' phone number is required.");
        require(from.isEmpty() || SENDER.matcher(from).matches(), 21212, "Invalid From Number: " + from);
        require(
                service().isEmpty() || service().matches("MG[0-9a-f]{32}"),
                21701,
                "There is no such Messaging Service");
        boolean sameChannel = from.isEmpty() || from.startsWith("whatsapp:") == to().startsWith("whatsapp:");
        require(sameChannel, 21910, "From and To should be of the same channel");
        require(!from.equals(to()), 21266, "'To' and 'From' number cannot be the same");
    }

    private void checkContent() {
        boolean template = !contentSid().isEmpty();
        boolean something = template || !body().isEmpty() || !mediaUrls().isEmpty();
        require(something, 21602, "Message body is required.");
        require(body().length() <= MAX_BODY, 21617, "The concatenated message body exceeds the 1600 character limit");
        require(mediaUrls().size() <= MOST_MEDIA, 21623, "Number of media files exceeds allowed limit");
        boolean shownWhole = !to().startsWith("whatsapp:") || mediaUrls().size() <= 1;
        require(
                shownWhole,
                21623,
                "Of several media of a WhatsApp message Twilio sends the first and ignores the others");
        require(mediaUrls().stream().allMatch(url -> URL.matcher(url).matches()), 21620, "Invalid media URL(s)");
        require(!template || contentSid().matches("HX[0-9a-f]{32}"), 21655, "The ContentSid is invalid");
        require(
                !template || body().isEmpty() && mediaUrls().isEmpty(),
                20001,
                "ContentSid goes without Body and MediaUrl");
        String variables = form.value("ContentVariables");
        require(variables.isEmpty() || template && isTexts(variables), 21656, "The ContentVariables are invalid");
    }

    private void checkRest() {
        String callback = form.value("StatusCallback");
        require(callback.isEmpty() || URL.matcher(callback).matches(), 21609, "Invalid 'StatusCallback' URL");
        String validity = form.value("ValidityPeriod");
        boolean valid = validity.isEmpty()
                || validity.matches("\\d{1,5}")
                        && Integer.parseInt(validity) >= 1
                        && Integer.parseInt(validity) <= 36_000;
        require(valid, 20001, "ValidityPeriod is 1 to 36000 seconds");
    }

    private static boolean isTexts(String json) {
        try {
            JsonNode variables = StrictJson.JSON.readTree(json);
            return variables.isObject()
                    && variables.properties().stream()
                            .allMatch(each -> each.getValue().isTextual());
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    private static void require(boolean right, int code, String otherwise) {
        if (!right) {
            throw RestRefusal.badRequest(code, otherwise);
        }
    }
}
