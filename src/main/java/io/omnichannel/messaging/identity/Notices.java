package io.omnichannel.messaging.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.StoredMessage;
import io.omnichannel.messaging.outbox.MailPayload;
import io.omnichannel.messaging.outbox.OutboxRow;
import io.omnichannel.messaging.outbox.OutboxWorker;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.AfterCommit;
import io.omnichannel.platform.database.TenantSql;
import io.omnichannel.twilio.SmsText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the system says to a customer of their addresses, where the customer wrote from. Thread-safe. */
@Component
class Notices {

    private final TenantSql database;
    private final ObjectMapper json;
    private final OutboxWorker outbox;
    private final int validSeconds;
    private final String write = SqlFile.load("write-notice");

    Notices(TenantSql database, ObjectMapper json, OutboxWorker outbox, MessagingSettings settings) {
        this.database = database;
        this.json = json;
        this.outbox = outbox;
        this.validSeconds = (int) settings.validity().toSeconds();
    }

    /** Answers a message, on its channel and in its thread. */
    void answer(String tenant, UUID conversation, StoredMessage message, String words) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenant);
        parameters.put("conversation", conversation);
        parameters.put("message_id", Uuid7.next());
        parameters.put("channel", message.channel().wireName());
        parameters.put("content", words);
        parameters.put("ours", message.detail("to"));
        parameters.put("theirs", message.detail("from"));
        parameters.put("parts", parts(message, words));
        parameters.put("valid_seconds", validSeconds);
        database.update(tenant, write, parameters);
        AfterCommit.run(outbox::wake);
    }

    private String parts(StoredMessage message, String words) {
        List<OutboxRow> rows = new ArrayList<>();
        if (message.channel() == Channel.EMAIL) {
            rows.add(OutboxRow.of(0, MailPayload.answering(message, words)));
        } else {
            for (String part : SmsText.cut(words)) {
                rows.add(OutboxRow.of(
                        rows.size(),
                        Map.of("body", part, "part", rows.size(), "to_kind", message.detail("from_kind"))));
            }
        }
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers are always JSON", impossible);
        }
    }
}
