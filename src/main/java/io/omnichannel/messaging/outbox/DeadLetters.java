package io.omnichannel.messaging.outbox;

import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.AfterCommit;
import io.omnichannel.platform.database.TenantSql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What could not be sent or read, and what somebody decides about it. */
@Component
public class DeadLetters {

    private static final String WHOSE = SqlFile.load("find-dead-letter");
    private static final String REPLAY = SqlFile.load("replay-dead-letter");
    private static final String DISCARD = SqlFile.load("discard-dead-letter");
    private static final String UNREAD = SqlFile.load("unread-dead-letter");

    private final TenantSql sql;
    private final OutboxWorker outbox;
    private final MessagingSettings settings;

    DeadLetters(TenantSql sql, OutboxWorker outbox, MessagingSettings settings) {
        this.sql = sql;
        this.outbox = outbox;
        this.settings = settings;
    }

    /** What became of the wish to send one again. */
    public enum Replay {
        SENT_AGAIN,
        /** Somebody has done so before; nothing happened. */
        BEFORE,
        /** A message of the customer's that cannot be read: there is nothing to send. */
        UNREADABLE,
        UNKNOWN
    }

    /** Whose it is; empty when there is none. */
    public Optional<String> whose(UUID id) {
        return sql.query("", WHOSE, Map.of("id", id), (row, number) -> row.getString("tenant_id")).stream()
                .findFirst();
    }

    /** @param tenant whose it must be */
    public Replay replay(String tenant, UUID id) {
        Map<String, Object> parameters =
                Map.of("tenant", tenant, "id", id, "new_id", Uuid7.next(), "valid_seconds", (int)
                        settings.validity().toSeconds());
        List<Boolean> sent = sql.query(tenant, REPLAY, parameters, (row, number) -> row.getBoolean("sent_again"));
        if (sent.isEmpty()) {
            boolean unread = !sql.query(tenant, UNREAD, Map.of("tenant", tenant, "id", id), (row, number) -> id)
                    .isEmpty();
            return unread ? Replay.UNREADABLE : Replay.UNKNOWN;
        }
        if (!sent.getFirst()) {
            return Replay.BEFORE;
        }
        AfterCommit.run(outbox::wake);
        return Replay.SENT_AGAIN;
    }

    /** @return whether there was one */
    public boolean discard(String tenant, UUID id) {
        return !sql.query(tenant, DISCARD, Map.of("tenant", tenant, "id", id), (row, number) -> id)
                .isEmpty();
    }
}
