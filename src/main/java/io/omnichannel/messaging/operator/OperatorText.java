package io.omnichannel.messaging.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.email.MailSubject;
import io.omnichannel.messaging.OutboxRow;
import io.omnichannel.twilio.SmsText;
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

    /** Rows of the outbox for a mail; which of the two is used is known when the conversation's channel is. */
    List<OutboxRow> mail() {
        return List.of(OutboxRow.of(
                0, Map.of("text", content, "subject", subject.isEmpty() ? MailSubject.of(content) : subject)));
    }

    /** Rows of the outbox for texts. */
    List<OutboxRow> texts() {
        List<OutboxRow> rows = new ArrayList<>();
        for (String part : SmsText.cut(content)) {
            rows.add(OutboxRow.of(rows.size(), Map.of("body", part, "part", rows.size())));
        }
        return rows;
    }

    /** What a text costs. */
    Map<String, Object> textDetails() {
        return SmsText.cost(SmsText.parts(content));
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

    /** Without the words. */
    @Override
    public String toString() {
        return "OperatorText[" + content.length() + " characters]";
    }
}
