package io.omnichannel.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is to be sent, in PostgreSQL. */
@Component
class Outbox {

    private final JdbcClient intake;
    private final TenantSql database;
    private final ObjectMapper json;
    private final MessagingSettings settings;
    private final String claimOutbox = SqlFile.load("claim-outbox");
    private final String lockConsent = SqlFile.load("lock-consent");
    private final String recordSend = SqlFile.load("record-send");
    private final String rerouteSend = SqlFile.load("reroute-send");
    private final String defaultSettings;

    Outbox(
            @Qualifier("intakeJdbc") JdbcClient intake,
            TenantSql database,
            ObjectMapper json,
            MessagingSettings settings)
            throws JsonProcessingException {
        this.defaultSettings = json.writeValueAsString(AgentDefaults.settings());
        this.intake = intake;
        this.database = database;
        this.json = json;
        this.settings = settings;
    }

    /**
     * What the customer and the tenant's budget say about a message.
     *
     * @param settings the tenant's configuration
     * @param lastInbound when the customer last wrote on the same channel, by the database's clock
     * @param spentToday how many of the same kind the tenant has sent in its day, this one included
     */
    record Consent(
            boolean optedOut, AgentSettings settings, Optional<Instant> lastInbound, int spentToday, Instant now) {}

    List<OutboxItem> claim(int most) {
        return intake.sql(claimOutbox)
                .param("most", most)
                .param("lease_seconds", settings.lease().toSeconds())
                .query((row, number) -> item(row))
                .list();
    }

    /** Locks the customer's consent until the transaction ends. */
    Consent lockConsent(OutboxItem item) {
        Map<String, Object> parameters = Map.of(
                "tenant", item.tenant(),
                "id", Uuid7.next(),
                "channel", item.channel().wireName(),
                "ours", item.ours(),
                "theirs", item.theirs(),
                "conversation", item.conversation(),
                "kind", item.kind(),
                "default_settings", defaultSettings);
        return database.query(item.tenant(), lockConsent, parameters, (row, number) -> consent(row))
                .getFirst();
    }

    void record(OutboxItem item, SendResult result) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", item.tenant());
        parameters.put("id", item.id());
        parameters.put("fence", item.fence());
        parameters.put("status", result.status());
        parameters.put("provider_id", emptyToNull(result.providerId()));
        parameters.put("error_code", emptyToNull(result.errorCode()));
        parameters.put("reason", emptyToNull(result.reason()));
        parameters.put("retry_seconds", (int) Math.ceil(result.retryIn().toMillis() / 1000.0));
        database.update(item.tenant(), recordSend, parameters);
    }

    /** WhatsApp's window is closed and there is no template: goes by text, or to a human. */
    void reroute(OutboxItem item) {
        Map<String, Object> parameters = Map.of(
                "tenant", item.tenant(),
                "id", item.id(),
                "fence", item.fence(),
                "conversation", item.conversation(),
                "ours", item.ours(),
                "new_id", Uuid7.next(),
                "note_id", Uuid7.next());
        database.update(item.tenant(), rerouteSend, parameters);
    }

    private OutboxItem item(ResultSet row) throws SQLException {
        try {
            return new OutboxItem(
                    row.getString("tenant_id"),
                    row.getObject("id", UUID.class),
                    row.getLong("fence"),
                    row.getObject("conversation_id", UUID.class),
                    row.getObject("message_id", UUID.class),
                    Channel.of(row.getString("channel")),
                    row.getString("kind"),
                    row.getString("ours"),
                    row.getString("theirs"),
                    json.readTree(row.getString("payload")),
                    row.getString("status").equals("unknown"),
                    row.getInt("attempts"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("expired"));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message cannot be read", broken);
        }
    }

    private Consent consent(ResultSet row) throws SQLException {
        OffsetDateTime lastInbound = row.getObject("last_inbound_at", OffsetDateTime.class);
        try {
            return new Consent(
                    row.getBoolean("opted_out"),
                    json.readValue(row.getString("settings"), AgentSettings.class),
                    Optional.ofNullable(lastInbound).map(OffsetDateTime::toInstant),
                    row.getInt("spent_today"),
                    row.getObject("database_now", OffsetDateTime.class).toInstant());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored configuration cannot be read", broken);
        }
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
