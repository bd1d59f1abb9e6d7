package io.omnichannel.simulator.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.StrictJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The body of {@code POST /v3/mail/send}, checked as its documentation has it.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send">Mail Send</a>
 */
record MailRequest(JsonNode json) {

    private static final Set<String> FIELDS = Set.of(
            "personalizations",
            "from",
            "reply_to",
            "reply_to_list",
            "subject",
            "content",
            "attachments",
            "template_id",
            "headers",
            "categories",
            "custom_args",
            "send_at",
            "batch_id",
            "asm",
            "ip_pool_name",
            "mail_settings",
            "tracking_settings");
    private static final Set<String> PERSONAL = Set.of(
            "to",
            "cc",
            "bcc",
            "from",
            "subject",
            "headers",
            "substitutions",
            "dynamic_template_data",
            "custom_args",
            "send_at");
    private static final Set<String> RESERVED = Set.of(
            "x-sg-id",
            "x-sg-eid",
            "received",
            "dkim-signature",
            "content-type",
            "content-transfer-encoding",
            "to",
            "from",
            "subject",
            "reply-to",
            "cc",
            "bcc");
    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e&&[^@<>,;]]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final int LONGEST_ARGUMENTS = 10_000;

    /** What is wrong, and with which field. */
    static final class Wrong extends RuntimeException {

        private final String field;

        Wrong(String field, String message) {
            super(message, null, false, false);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    /** @throws Wrong when it is no JSON object */
    static MailRequest read(byte[] body) throws IOException {
        try {
            JsonNode json = StrictJson.JSON.readTree(body);
            require(json != null && json.isObject(), "", "Bad Request");
            return new MailRequest(json);
        } catch (JsonProcessingException malformed) {
            throw new Wrong("", "Bad Request");
        }
    }

    /** @throws Wrong for the first thing that SendGrid would refuse */
    SentMail check() {
        known(json, FIELDS, "");
        JsonNode personal = json.path("personalizations");
        require(
                personal.isArray() && !personal.isEmpty() && personal.size() <= 1000,
                "personalizations",
                "1 to 1000 are required");
        // We write to one customer at a time.
        JsonNode first = personal.get(0);
        known(first, PERSONAL, "personalizations.0.");
        require(
                first.path("to").isArray() && !first.path("to").isEmpty(),
                "personalizations.0.to",
                "The to array is required");
        first.path("to").forEach(to -> address(to, "personalizations.0.to"));
        address(json.path("from"), "from");
        require(!json.has("reply_to") || !json.has("reply_to_list"), "reply_to", "Not beside reply_to_list");
        if (json.has("reply_to")) {
            address(json.path("reply_to"), "reply_to");
        }
        String subject = first.path("subject").asText(json.path("subject").asText(""));
        require(!subject.isBlank() && subject.lines().count() == 1, "subject", "The subject is required, on one line");
        Map<String, String> headers = texts(first.path("headers"), "personalizations.0.headers");
        headers.forEach(MailRequest::header);
        Map<String, String> arguments = texts(first.path("custom_args"), "personalizations.0.custom_args");
        require(arguments.toString().length() < LONGEST_ARGUMENTS, "personalizations.0.custom_args", "Too long");
        return new SentMail(
                0,
                UUID.randomUUID().toString().replace("-", "").substring(0, 22),
                json.path("from").path("email").asText(),
                json.path("from").path("name").asText(""),
                first.path("to").get(0).path("email").asText(),
                subject,
                content(),
                headers,
                arguments);
    }

    private String content() {
        JsonNode content = json.path("content");
        require(content.isArray() && !content.isEmpty(), "content", "At least one is required");
        for (JsonNode each : content) {
            require(each.path("type").asText().contains("/"), "content.type", "A MIME type is required");
            require(!each.path("value").asText().isEmpty(), "content.value", "Must have at least one character");
        }
        return content.get(0).path("value").asText();
    }

    private static void header(String name, String value) {
        String field = "personalizations.0.headers." + name;
        require(!RESERVED.contains(name.toLowerCase(Locale.ROOT)), field, "This header is reserved");
        require(name.matches("[!-9;-~]+"), field, "This is no header's name");
        require(value.chars().allMatch(c -> c >= ' ' && c < 127), field, "A header is ASCII on one line");
    }

    private static void address(JsonNode node, String field) {
        known(node, Set.of("email", "name"), field + ".");
        require(
                ADDRESS.matcher(node.path("email").asText("")).matches(),
                field + ".email",
                "Does not contain a valid address");
    }

    private static Map<String, String> texts(JsonNode node, String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties().forEach(each -> {
            require(each.getValue().isTextual(), field + "." + each.getKey(), "Must be a string");
            texts.put(each.getKey(), each.getValue().asText());
        });
        return texts;
    }

    private static void known(JsonNode node, Set<String> names, String prefix) {
        node.fieldNames()
                .forEachRemaining(name -> require(names.contains(name), prefix + name, "There is no such field"));
    }

    private static void require(boolean right, String field, String otherwise) {
        if (!right) {
            throw new Wrong(field, otherwise);
        }
    }
}
