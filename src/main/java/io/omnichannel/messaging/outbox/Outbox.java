package io.omnichannel.messaging.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchOccasion;
import io.omnichannel.conversation.SwitchOccasions;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.email.MailSettings;
import io.omnichannel.email.MailSubject;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.NoWay;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

    /** The longest that a request to a provider takes, its time limits together: none has more than a mail server. */
    private static final Duration REQUEST = MailSettings.LONGEST_CONVERSATION;

    private final JdbcClient intake;
    private final TenantSql database;
    private final ObjectMapper json;
    private final MessagingSettings settings;
    private final SwitchOccasion unanswered;
    private final SwitchOccasion unreachable;
    private final String claimOutbox = SqlFile.load("claim-outbox");
    private final String lockConsent = SqlFile.load("lock-consent");
    private final String readSentAs = SqlFile.load("read-sent-as");
    private final String recordSend = SqlFile.load("record-send");
    private final String refuseSend = SqlFile.load("refuse-send");
    private final String keepBlocked = SqlFile.load("keep-blocked");
    private final String rerouteSend = SqlFile.load("reroute-send");
    private final StoredSettings storedSettings;

    Outbox(
            @Qualifier("intakeJdbc") JdbcClient intake,
            TenantSql database,
            ObjectMapper json,
            StoredSettings storedSettings,
            MessagingSettings settings,
            SwitchOccasions occasions) {
        this.unanswered = occasions.unanswered();
        this.unreachable = occasions.unreachable();
        this.storedSettings = storedSettings;
        this.intake = intake;
        this.database = database;
        this.json = json;
        this.settings = settings;
    }

    /**
     * What the customer and the tenant's budget say about a message.
     *
     * @param stillBlocked whether they have asked for messages again, and Twilio would not hear of it
     * @param stillOurs whether nobody else has taken the message over
     * @param owner of the conversation: {@code agent} or {@code human}
     * @param settings the tenant's configuration
     * @param lastInbound when the customer last wrote to the same number of ours by WhatsApp
     * @param spent how many of the same kind the tenant has sent in its day
     * @param spentSoon the same with those being sent now, this one included
     */
    record Consent(
            boolean optedOut,
            boolean stillBlocked,
            boolean stillOurs,
            String owner,
            AgentSettings settings,
            Optional<Instant> lastInbound,
            int spent,
            int spentSoon,
            Instant now) {}

    /** @param mails whether of the mails, or of everything else */
    List<OutboxItem> claim(int most, boolean mails) {
        // Ours ends before the database's, so that a request which has begun is over when somebody else may look.
        Duration lease = settings.lease();
        long leaseEnds = System.nanoTime()
                + lease.minus(lease.dividedBy(2).compareTo(REQUEST) < 0 ? lease.dividedBy(2) : REQUEST)
                        .toNanos();
        return intake.sql(claimOutbox)
                .param("most", most)
                .param("mails", mails)
                .param("lease_seconds", lease.toMillis() / 1000.0)
                .query((row, number) -> item(row, leaseEnds))
                .list();
    }

    /** Locks the customer's consent until the transaction ends. */
    Consent lockConsent(OutboxItem item) {
        Map<String, Object> parameters = about(item);
        parameters.put("id", Uuid7.next());
        parameters.put("item", item.id());
        parameters.put("channel", item.channel().wireName());
        parameters.put("ours", item.ours());
        parameters.put("theirs", item.theirs());
        parameters.put("kind", item.kind());
        parameters.put("default_settings", storedSettings.defaults());
        return database.query(item.tenant(), lockConsent, parameters, (row, number) -> consent(row))
                .getFirst();
    }

    /** Whether another part of the same message left as the tenant's template; known once the consent is locked. */
    boolean templateLeft(OutboxItem item) {
        return !item.leftAsTemplate()
                && database.query(
                                item.tenant(),
                                readSentAs,
                                Map.of("tenant", item.tenant(), "message", item.message()),
                                (row, number) -> row.getString("sent_as"))
                        .contains("template");
    }

    /** @return false when it was not ours to say any more: a callback was faster, or somebody else has it */
    boolean record(OutboxItem item, SendResult result) {
        Map<String, Object> parameters = outcome(item, result);
        parameters.put("message", item.message());
        parameters.put("provider_id", emptyToNull(result.providerId()));
        parameters.put("retry_seconds", result.retryIn().toMillis() / 1000.0);
        parameters.put("tried", result.tried());
        parameters.put("details", result.details());
        parameters.put("consent_id", Uuid7.next());
        SwitchOccasion instead = item.channel() == Channel.VOICE ? unanswered : unreachable;
        parameters.put("wish_id", Uuid7.next());
        parameters.put("instead", instead.names());
        parameters.put("instead_seconds", instead.seconds());
        parameters.put("unreachable", NoWay.codes());
        return database
                .query(item.tenant(), recordSend, parameters, (row, number) -> row.getBoolean("recorded"))
                .stream()
                .anyMatch(Boolean::booleanValue);
    }

    /** Twilio lets nothing through to a customer who has asked us for messages again; their consent is locked by us. */
    void keepBlocked(OutboxItem item) {
        Map<String, Object> parameters = about(item);
        parameters.put("channel", item.channel().wireName());
        parameters.put("ours", item.ours());
        parameters.put("theirs", item.theirs());
        database.update(item.tenant(), keepBlocked, parameters);
    }

    /**
     * @param note into the timeline; empty where it is to say nothing
     * @param forHuman whether the note is for a human who has to go on
     */
    void refuse(OutboxItem item, SendResult refusal, String note, boolean forHuman) {
        Map<String, Object> parameters = outcome(item, refusal);
        parameters.put("note", note);
        parameters.put("for_human", forHuman);
        parameters.put("note_id", Uuid7.next());
        parameters.put("handoff_id", Uuid7.next());
        parameters.put("briefing_id", Uuid7.next());
        database.update(item.tenant(), refuseSend, parameters);
    }

    /**
     * WhatsApp's window is closed and there is no template: goes by another channel, or to a human.
     *
     * @param by the channel to which the switch is allowed, if to any
     * @param note into the timeline in the first case
     * @param humanNote into the timeline in the second
     */
    void reroute(OutboxItem item, Optional<Channel> by, String note, String humanNote) {
        Map<String, Object> parameters = about(item);
        parameters.put("id", item.id());
        parameters.put("ours", item.ours());
        parameters.put("theirs", item.theirs());
        parameters.put("message", item.message());
        parameters.put("default_settings", storedSettings.defaults());
        parameters.put("by", by.map(Channel::wireName).orElse(""));
        parameters.put("subject", MailSubject.of(item.body()));
        parameters.put("cost", json.valueToTree(MessageContent.cost(item)).toString());
        parameters.put("note", note);
        parameters.put("human_note", humanNote);
        parameters.put("new_id", Uuid7.next());
        parameters.put("note_id", Uuid7.next());
        parameters.put("handoff_id", Uuid7.next());
        parameters.put("briefing_id", Uuid7.next());
        database.update(item.tenant(), rerouteSend, parameters);
    }

    private static Map<String, Object> outcome(OutboxItem item, SendResult result) {
        Map<String, Object> parameters = about(item);
        parameters.put("id", item.id());
        parameters.put("status", result.status());
        parameters.put("error_code", emptyToNull(result.errorCode()));
        parameters.put("reason", emptyToNull(result.reason()));
        return parameters;
    }

    private static Map<String, Object> about(OutboxItem item) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", item.tenant());
        parameters.put("conversation", item.conversation());
        parameters.put("fence", item.fence());
        return parameters;
    }

    private OutboxItem item(ResultSet row, long leaseEnds) throws SQLException {
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
                    row.getBoolean("unknown"),
                    row.getBoolean("abandoned"),
                    row.getBoolean("twice"),
                    row.getInt("attempts"),
                    row.getObject("tried_at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("expired"),
                    leaseEnds);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message cannot be read", broken);
        }
    }

    private Consent consent(ResultSet row) throws SQLException {
        OffsetDateTime lastInbound = row.getObject("last_inbound_at", OffsetDateTime.class);
        return new Consent(
                row.getBoolean("opted_out"),
                row.getBoolean("still_blocked"),
                row.getBoolean("still_ours"),
                row.getString("owner"),
                storedSettings.read(row.getString("settings")),
                Optional.ofNullable(lastInbound).map(OffsetDateTime::toInstant),
                row.getInt("spent"),
                row.getInt("spent_soon"),
                row.getObject("database_now", OffsetDateTime.class).toInstant());
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
