package io.omnichannel.simulator.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.StrictJson;
import io.omnichannel.simulator.mail.SimulatedMail.File;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * A mail as SendGrid's Inbound Parse posts it: parsed into fields, or raw. A new boundary each time.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook">Inbound Parse</a>
 */
public final class InboundParseForm {

    private final SimulatedMail mail;
    private final String boundary = UUID.randomUUID().toString();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private InboundParseForm(SimulatedMail mail) {
        this.mail = mail;
    }

    /** Fields and files. */
    public static InboundParseForm parsed(SimulatedMail mail) {
        InboundParseForm form = new InboundParseForm(mail);
        form.field("headers", form.headers());
        form.field("attachments", String.valueOf(mail.files().size()));
        form.field("dkim", "{@example.com : pass}");
        form.field("subject", mail.subject());
        form.field("to", String.join(", ", mail.to()));
        form.field("from", mail.from());
        form.field("text", mail.text());
        form.field("sender_ip", "192.0.2.1");
        form.field("envelope", form.envelope());
        form.field("charsets", "{\"to\":\"UTF-8\",\"subject\":\"UTF-8\",\"from\":\"UTF-8\",\"text\":\"utf-8\"}");
        form.field("SPF", "pass");
        for (int i = 0; i < mail.files().size(); i++) {
            form.file("attachment" + (i + 1), mail.files().get(i));
        }
        return form.end();
    }

    /** The mail itself in one field. */
    public static InboundParseForm raw(SimulatedMail mail) {
        InboundParseForm form = new InboundParseForm(mail);
        form.field("dkim", "{@example.com : pass}");
        form.field("email", form.mime());
        form.field("to", String.join(", ", mail.to()));
        form.field("from", mail.from());
        form.field("sender_ip", "192.0.2.1");
        form.field("envelope", form.envelope());
        form.field("subject", mail.subject());
        form.field("charsets", "{\"to\":\"UTF-8\",\"subject\":\"UTF-8\",\"from\":\"UTF-8\"}");
        form.field("SPF", "pass");
        return form.end();
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    private String envelope() {
        ObjectNode envelope = StrictJson.JSON.createObjectNode();
        mail.to().forEach(envelope.putArray("to")::add);
        return envelope.put("from", mail.sender()).toString();
    }

    private String headers() {
        StringBuilder headers = new StringBuilder("From: " + encoded(mail.from()) + "\r\nTo: "
                + String.join(", ", mail.to()) + "\r\nSubject: " + encoded(mail.subject()) + "\r\n");
        mail.headers()
                .forEach((name, value) ->
                        headers.append(name).append(": ").append(value).append("\r\n"));
        return headers.toString();
    }

    private String mime() {
        String text = "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + base64(mail.text().getBytes(StandardCharsets.UTF_8)) + "\r\n";
        if (mail.files().isEmpty()) {
            return headers() + "MIME-Version: 1.0\r\n" + text;
        }
        String inner = UUID.randomUUID().toString();
        StringBuilder parts =
                new StringBuilder(headers() + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"" + inner
                        + "\"\r\n\r\n--" + inner + "\r\n" + text);
        for (File file : mail.files()) {
            parts.append("--").append(inner).append("\r\nContent-Type: ").append(file.type());
            parts.append("\r\nContent-Disposition: attachment; filename=\"").append(file.name());
            parts.append("\"\r\nContent-Transfer-Encoding: base64\r\n\r\n");
            parts.append(base64(file.content())).append("\r\n");
        }
        return parts.append("--").append(inner).append("--\r\n").toString();
    }

    private static String base64(byte[] content) {
        return Base64.getMimeEncoder().encodeToString(content);
    }

    /** RFC 2047, where it is needed; a name stays apart from its address. */
    private static String encoded(String value) {
        if (value.chars().allMatch(c -> c < 128)) {
            return value;
        }
        int angle = value.indexOf(" <");
        String words = angle < 0 ? value : value.substring(0, angle);
        String rest = angle < 0 ? "" : value.substring(angle);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)) + "?=" + rest;
    }

    private void field(String name, String value) {
        write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    private void file(String field, File file) {
        write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + file.name()
                + "\"\r\nContent-Type: " + file.type() + "\r\n\r\n");
        bytes.writeBytes(file.content());
        write("\r\n");
    }

    private InboundParseForm end() {
        write("--" + boundary + "--\r\n");
        return this;
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
