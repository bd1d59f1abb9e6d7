package io.omnichannel.messaging.outbox;

import io.omnichannel.messaging.StoredMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/** What sending a mail needs: the words and the thread it belongs to. */
public final class MailPayload {

    private MailPayload() {}

    public static Map<String, Object> answering(StoredMessage question, String words) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("text", words);
        payload.put("subject", question.detail("subject"));
        payload.put("in_reply_to", question.detail("message_id"));
        payload.put("references", question.detail("references"));
        payload.put("to_name", question.detail("name"));
        return payload;
    }
}
