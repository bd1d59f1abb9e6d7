package io.omnichannel.messaging.lane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.StoredMessage;
import io.omnichannel.messaging.outbox.MailPayload;
import io.omnichannel.messaging.outbox.OutboxRow;
import io.omnichannel.twilio.SmsText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is sent of an answer: one outbox row a part, each short enough for its channel. */
@Component
class MessageParts {

    private final ObjectMapper json;

    MessageParts(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The agent's answer to everything so far, by the channel of {@code question} and to where it came from.
     *
     * @param handOver why a human owns the conversation from here on, if so
     */
    LaneReply answer(LaneView view, StoredMessage question, String words, Locale language, Optional<String> handOver)
            throws JsonProcessingException {
        return reply(view, view.lastSeq(), question, "answer", words, language, handOver);
    }

    /** What the law wants said to a keyword; what else was written is still to be answered. */
    LaneReply notice(LaneView view, StoredMessage keyword, String words, Locale language)
            throws JsonProcessingException {
        return reply(view, view.answeredBy(keyword), keyword, "notice", words, language, Optional.empty());
    }

    private LaneReply reply(
            LaneView view,
            long answeredSeq,
            StoredMessage question,
            String kind,
            String words,
            Locale language,
            Optional<String> handOver)
            throws JsonProcessingException {
        List<OutboxRow> rows = rows(view, answeredSeq, question, kind, words, handOver.isPresent());
        return new LaneReply(
                view.lane(),
                answeredSeq,
                Uuid7.next(),
                kind.equals("notice") ? question.id() : null,
                question.channel(),
                kind,
                words,
                language.getLanguage(),
                question.detail("to"),
                question.detail("from"),
                json.writeValueAsString(details(question.channel(), words, rows)),
                json.writeValueAsString(rows),
                handOver.isPresent(),
                handOver.orElse(""),
                view.unanswered().stream()
                        .anyMatch(message -> message.seq() > answeredSeq && message.seq() != question.seq()),
                Optional.empty());
    }

    private static List<OutboxRow> rows(
            LaneView view, long answeredSeq, StoredMessage question, String kind, String words, boolean handOver) {
        List<Map<String, Object>> payloads = question.channel() == Channel.EMAIL
                ? List.of(MailPayload.answering(question, words))
                : texts(question, words);
        List<OutboxRow> rows = new ArrayList<>();
        for (Map<String, Object> payload : payloads) {
            if (kind.equals("answer")) {
                // From where to where nothing is answered should it not be sent.
                payload.put("answered_before", view.lane().answeredSeq());
                payload.put("answered_to", answeredSeq);
            }
            if (handOver) {
                payload.put("hands_over", true);
            }
            if (kind.equals("notice") && question.detail("keyword").equals("start")) {
                payload.put("opt_in", true);
            }
            rows.add(OutboxRow.of(rows.size(), payload));
        }
        return rows;
    }

    /** How far each part is, and what a text costs. */
    private static Map<String, Object> details(Channel channel, String words, List<OutboxRow> rows) {
        Map<String, Object> details = new LinkedHashMap<>();
        Map<String, Object> queued = Map.of("status", "queued");
        Map<String, Object> parts = new LinkedHashMap<>();
        rows.forEach(row -> parts.put(row.id().toString(), queued));
        details.put("delivery", Map.of("status", "queued", "parts", parts));
        if (channel == Channel.SMS) {
            details.putAll(SmsText.cost(SmsText.parts(words)));
        }
        return details;
    }

    private static List<Map<String, Object>> texts(StoredMessage question, String words) {
        List<Map<String, Object>> payloads = new ArrayList<>();
        for (String part : SmsText.cut(words)) {
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("body", part);
            payload.put("part", payloads.size());
            payload.put("to_kind", question.detail("from_kind"));
            payloads.add(payload);
        }
        return payloads;
    }
}
