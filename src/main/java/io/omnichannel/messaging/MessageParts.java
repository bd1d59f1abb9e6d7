package io.omnichannel.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.twilio.SmsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is sent of an answer: one outbox row a part, each short enough for its channel. */
@Component
class MessageParts {

    private final ObjectMapper json;

    MessageParts(ObjectMapper json) {
        this.json = json;
    }

    /** An answer to {@code question}, by its channel and to where it came from. */
    LaneReply reply(LaneView view, StoredMessage question, String kind, String words, Locale language, boolean handOver)
            throws JsonProcessingException {
        return new LaneReply(
                view.lane(),
                view.lastSeq(),
                question.channel(),
                kind,
                words,
                language.getLanguage(),
                question.detail("to"),
                question.detail("from"),
                json.writeValueAsString(rows(question, words)),
                handOver);
    }

    private static List<Map<String, Object>> rows(StoredMessage question, String words) {
        List<Map<String, Object>> payloads = question.channel() == Channel.EMAIL
                ? List.of(MailPayload.answering(question, words))
                : texts(question, words);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> payload : payloads) {
            rows.add(Map.of("position", rows.size(), "id", Uuid7.next(), "payload", payload));
        }
        return rows;
    }

    private static List<Map<String, Object>> texts(StoredMessage question, String words) {
        return SmsText.parts(words).stream()
                .map(part -> Map.<String, Object>of("body", part.text(), "to_kind", question.detail("from_kind")))
                .toList();
    }
}
