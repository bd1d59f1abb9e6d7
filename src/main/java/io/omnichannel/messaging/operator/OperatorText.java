package io.omnichannel.messaging.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.email.MailSubject;
import io.omnichannel.messaging.outbox.OutboxRow;
import io.omnichannel.twilio.SmsText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an operator wants said or shown: words, media or both.
 *
 * @param subject of a mail that begins a thread; empty for the first words of the text
 * @param media where Twilio fetches them, https; not for mails
 */
public record OperatorText(String content, String subject, List<String> media) {

    /** Room for a whole mail; a text of that length goes out in four. */
    public static final int MAX_LENGTH = 5_000;

    public OperatorText {
        media = List.copyOf(media);
    }

    /** Rows of the outbox by channel: which are used is known when the conversation's channel is. Without media, also a mail's. */
    Map<String, List<OutboxRow>> rows() {
        return media.isEmpty()
                ? Map.of("sms", texts(), "whatsapp", whatsapps(), "email", mail())
                : Map.of("sms", texts(), "whatsapp", whatsapps());
    }

    /** What the message's details say by channel: what is shown, as of a customer's message, and what a text costs. */
    Map<String, Map<String, Object>> details() {
        Map<String, Object> shown = media.isEmpty()
                ? Map.of()
                : Map.of("media", media.stream().map(url -> Map.of("url", url)).toList());
        // What brings media is billed as one, whatever it says.
        List<SmsText> billed =
                SmsText.parts(content).stream().skip(media.isEmpty() ? 0 : 1).toList();
        Map<String, Object> text = new HashMap<>(shown);
        if (!billed.isEmpty()) {
            text.putAll(SmsText.cost(billed));
        }
        return Map.of("sms", text, "whatsapp", shown, "email", shown);
    }

    private List<OutboxRow> mail() {
        return List.of(OutboxRow.of(
                0, Map.of("text", content, "subject", subject.isEmpty() ? MailSubject.of(content) : subject)));
    }

    /** All media with the first part, or alone. */
    private List<OutboxRow> texts() {
        List<OutboxRow> rows = new ArrayList<>();
        List<String> parts = SmsText.cut(content);
        for (String part : parts.isEmpty() ? List.of("") : parts) {
            add(rows, part, rows.isEmpty() ? media : List.of());
        }
        return rows;
    }

    /**
     * The words first and then each medium alone: of several in one message Twilio sends the first and ignores the others,
     * and a document or a sound has no words beside it.
     */
    private List<OutboxRow> whatsapps() {
        List<OutboxRow> rows = new ArrayList<>();
        SmsText.cut(content).forEach(part -> add(rows, part, List.of()));
        media.forEach(medium -> add(rows, "", List.of(medium)));
        return rows;
    }

    private static void add(List<OutboxRow> rows, String body, List<String> media) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("body", body);
        payload.put("part", rows.size());
        if (!media.isEmpty()) {
            payload.put("media", media);
        }
        rows.add(OutboxRow.of(rows.size(), payload));
    }

    Map<String, Object> parameters(ObjectMapper json) {
        try {
            return Map.of(
                    "content", content,
                    "rows", json.writeValueAsString(rows()),
                    "details", json.writeValueAsString(details()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers are always JSON", impossible);
        }
    }

    /** Without the words and the addresses. */
    @Override
    public String toString() {
        return "OperatorText[" + content.length() + " characters, " + media.size() + " media]";
    }
}
