package io.omnichannel.messaging.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.outbox.OutboxWorker;
import io.omnichannel.messaging.switching.SwitchSettings;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.AfterCommit;
import io.omnichannel.platform.database.LockConflicts;
import io.omnichannel.platform.database.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where operators write from: one statement a message, through the same outbox as the agent's. Thread-safe. */
@Component
public class OperatorDesk {

    private final TenantSql database;
    private final ObjectMapper json;
    private final OutboxWorker outbox;
    private final LiveConversations live;
    private final int validSeconds;
    private final int presentSeconds;
    private final StoredSettings storedSettings;
    private final String write = SqlFile.load("operator-write");
    private final String open = SqlFile.load("operator-open");

    OperatorDesk(
            TenantSql database,
            ObjectMapper json,
            StoredSettings storedSettings,
            OutboxWorker outbox,
            LiveConversations live,
            MessagingSettings settings,
            SwitchSettings switching) {
        this.database = database;
        this.json = json;
        this.outbox = outbox;
        this.live = live;
        this.validSeconds = (int) settings.validity().toSeconds();
        this.presentSeconds = (int) switching.customerPresent().toSeconds();
        this.storedSettings = storedSettings;
    }

    /**
     * Writes in a conversation.
     *
     * @param channel empty for the conversation's own
     * @return empty when there is no such conversation
     */
    public Optional<Written> write(String tenant, UUID conversation, Optional<Channel> channel, OperatorText text) {
        Map<String, Object> parameters = parameters(tenant, text);
        parameters.put("conversation", conversation);
        parameters.put("channel", channel.map(Channel::wireName).orElse(null));
        return run(write, parameters, text);
    }

    /**
     * Writes to a customer, in the open conversation or in a new one.
     *
     * @return empty when there is no such tenant
     */
    public Optional<Written> open(String tenant, Recipient recipient, Channel channel, OperatorText text) {
        Map<String, Object> parameters = parameters(tenant, text);
        parameters.put("channel", channel.wireName());
        parameters.put("kind", recipient.kind());
        parameters.put("address", recipient.address());
        parameters.put("other_kind", recipient.otherKind());
        parameters.put("other_address", recipient.otherAddress());
        parameters.put("name", recipient.name());
        parameters.put("present_seconds", presentSeconds);
        parameters.put("address_id", Uuid7.next());
        parameters.put("other_address_id", Uuid7.next());
        parameters.put("contact_id", Uuid7.next());
        parameters.put("conversation", Uuid7.next());
        return run(open, parameters, text);
    }

    private Map<String, Object> parameters(String tenant, OperatorText text) {
        Map<String, Object> parameters = new HashMap<>(text.parameters(json));
        parameters.put("tenant", tenant);
        parameters.put("message", Uuid7.next());
        parameters.put("valid_seconds", validSeconds);
        parameters.put("default_settings", storedSettings.defaults());
        return parameters;
    }

    private Optional<Written> run(String statement, Map<String, Object> parameters, OperatorText text) {
        UUID message = (UUID) parameters.get("message");
        Optional<Written> written = LockConflicts.again(() -> database.query(
                        (String) parameters.get("tenant"),
                        statement,
                        parameters,
                        (row, number) -> written(row, message)))
                .stream()
                .findFirst();
        written.ifPresent(outcome -> {
            if (outcome instanceof Written.Queued queued) {
                AfterCommit.run(() -> announce(queued, text));
            }
        });
        return written;
    }

    private void announce(Written.Queued queued, OperatorText text) {
        if (!text.content().isEmpty()) {
            live.written(
                    queued.conversation(),
                    queued.seq(),
                    new Line(SenderRole.HUMAN, queued.channel(), text.content()),
                    false);
        }
        outbox.wake();
    }

    private Written written(ResultSet row, UUID message) throws SQLException {
        Channel channel = Channel.of(row.getString("channel"));
        String refusal = row.getString("refusal");
        if (refusal != null) {
            return new Written.Refused(Written.Reason.valueOf(refusal.toUpperCase(Locale.ROOT)), channel);
        }
        try {
            return new Written.Queued(
                    row.getObject("id", UUID.class),
                    message,
                    row.getLong("seq"),
                    channel,
                    row.getBoolean("opened"),
                    row.getString("status"),
                    row.getString("owner"),
                    json.readTree(row.getString("active_channels")));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The database holds no JSON in a JSON column", broken);
        }
    }
}
