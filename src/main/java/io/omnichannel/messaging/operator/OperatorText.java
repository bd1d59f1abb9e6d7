package io.omnichannel.messaging.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.twilio.SmsText;
import io.omnichannel.twilio.SmsText.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an operator wants said.
 *
 * @param subject of a mail that begins a thread; empty for the first words of the text
 */
public record OperatorText(String content, String subject) {

    /** Room for a whole mail; a text of that length goes out in four. */
    public static final int MAX_LENGTH = 5_000;

    private static final int SUBJECT_LENGTH = 70;

    /** Rows of the outbox for a mail; which of the two is used is known when the conversation's channel is. */
    List<Map<String, Object>> mail() {
        return List.of(row(0, Map.of("text", content, "subject", subject.isEmpty() ? firstWords() : subject)));
    }

    /** Rows of the outbox for texts. */
    List<Map<String, Object>> texts() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String part : SmsText.cut(content)) {
            rows.add(row(rows.size(), Map.of("body", part, "part", rows.size())));
        }
        return rows;
    }

    /** What a text costs. */
    Map<String, Object> textDetails() {
        List<SmsText> parts = SmsText.parts(content);
        boolean ucs2 = parts.stream().anyMatch(part -> part.encoding() == Encoding.UCS_2);
        return Map.of(
                "segments", parts.stream().mapToInt(SmsText::segments).sum(), "encoding", ucs2 ? "UCS-2" : "GSM-7");
    }

    Map<String, Object> parameters(ObjectMapper json) {
        try {
            return Map.of(
                    "content", content,
                    "mail", json.writeValueAsString(mail()),
                    "texts", json.writeValueAsString(texts()),
                    "text_details", json.writeValueAsString(textDetails()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers are always JSON", impossible);
        }
    }

    private String firstWords() {
        String line = content.strip().lines().findFirst().orElse("").strip();
        if (line.length() <= SUBJECT_LENGTH) {
            return line;
        }
        int end = line.lastIndexOf(' ', SUBJECT_LENGTH);
        // Never in the middle of an emoji.
        return line.substring(0, end > 0 ? end : line.offsetByCodePoints(0, SUBJECT_LENGTH / 2)) + "…";
    }

    private static Map<String, Object> row(int position, Map<String, Object> payload) {
        return Map.of("position", position, "id", Uuid7.next(), "payload", payload);
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "OperatorText[" + content.length() + " characters]";
    }
}
