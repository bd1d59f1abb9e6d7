package io.omnichannel.messaging.identity;

import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.LaneWorker;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.AfterCommit;
import io.omnichannel.platform.database.LockConflicts;
import io.omnichannel.platform.database.TenantSql;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes two customers one: one transaction, which locks in the order of an accepted event, addresses, contacts,
 * conversations, lanes. Done twice, it does nothing the second time. Thread-safe.
 */
@Component
public class Merges {

    private final TenantSql database;
    private final TransactionTemplate transactions;
    private final LaneWorker lanes;
    private final String lockAddresses = SqlFile.load("merge-lock-addresses");
    private final String lockContacts = SqlFile.load("merge-lock-contacts");
    private final String lockConversations = SqlFile.load("merge-lock-conversations");
    private final String closeConversation = SqlFile.load("merge-close-conversation");
    private final String mergeContacts = SqlFile.load("merge-contacts");

    private record Contact(UUID id, Optional<UUID> mergedInto) {}

    private record Conversation(UUID id, long lastSeq, boolean spoken) {}

    private record Ending(String moved, String before) {}

    Merges(
            TenantSql database,
            @Qualifier("appTransactions") PlatformTransactionManager transactions,
            LaneWorker lanes) {
        this.database = database;
        this.transactions = new TransactionTemplate(transactions);
        this.lanes = lanes;
    }

    /** An operator says that two customers are one; {@code kept} is whose record stays. */
    public MergeOutcome byOperator(String tenant, UUID kept, UUID other) {
        return merge(new MergeOrder(tenant, kept, other, true, MergeOrder.Reason.OPERATOR, Optional.empty()));
    }

    private MergeOutcome merge(MergeOrder order) {
        MergeOutcome outcome = LockConflicts.again(() -> transactions.execute(begun -> within(order)));
        announce(outcome);
        return outcome;
    }

    /** What was waiting in a conversation that has ended waits in the other. */
    void announce(MergeOutcome outcome) {
        if (outcome instanceof MergeOutcome.Done) {
            AfterCommit.run(() -> lanes.readyIn(Duration.ZERO));
        }
    }

    /** Does it in a transaction that is there already. */
    MergeOutcome within(MergeOrder order) {
        if (order.one().equals(order.other())) {
            return new MergeOutcome.Nothing(order.one());
        }
        Locked locked = lock(order.tenant(), order.one(), order.other(), order.preferred());
        if (locked.contacts().size() < 2) {
            return new MergeOutcome.Unknown();
        }
        Contact kept = locked.contacts().getFirst();
        Contact merged = locked.contacts().getLast();
        boolean already = merged.mergedInto().filter(kept.id()::equals).isPresent();
        if (already && !locked.owners().contains(merged.id())) {
            return new MergeOutcome.Nothing(kept.id());
        }
        List<Conversation> open = locked.conversations();
        if (open.stream().filter(Conversation::spoken).count() > 1) {
            return new MergeOutcome.Spoken();
        }
        return new MergeOutcome.Done(write(order, kept.id(), merged.id(), open), kept.id());
    }

    private UUID write(MergeOrder order, UUID kept, UUID merged, List<Conversation> open) {
        UUID id = Uuid7.next();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", order.tenant());
        parameters.put("id", id);
        parameters.put("kept", kept);
        parameters.put("merged", merged);
        parameters.put(
                "kept_conversation", open.isEmpty() ? null : open.getFirst().id());
        parameters.put("kept_last_seq", open.isEmpty() ? 0L : open.getFirst().lastSeq());
        parameters.put(
                "closed_conversation", open.size() < 2 ? null : open.getLast().id());
        Ending ending =
                open.size() < 2 ? new Ending("[]", "{}") : close(order.tenant(), open.getFirst(), open.getLast());
        parameters.put("moved_messages", ending.moved());
        parameters.put("before", ending.before());
        parameters.put("reason", order.reason().stored());
        parameters.put("by", order.reason().by());
        parameters.put("suggestion", order.suggestion().orElse(null));
        database.query(order.tenant(), mergeContacts, parameters, (row, number) -> row.getObject("id", UUID.class));
        return id;
    }

    private Ending close(String tenant, Conversation kept, Conversation closed) {
        Map<String, Object> parameters =
                Map.of("tenant", tenant, "kept", kept.id(), "closed", closed.id(), "kept_last_seq", kept.lastSeq());
        return database.query(
                        tenant,
                        closeConversation,
                        parameters,
                        (row, number) -> new Ending(row.getString("moved"), row.getString("before")))
                .getFirst();
    }

    /**
     * Two customers and all that they have, locked.
     *
     * @param owners who of the two has an address
     * @param contacts the one that stays first
     * @param conversations the open ones, the one that stays open first
     */
    private record Locked(Set<UUID> owners, List<Contact> contacts, List<Conversation> conversations) {}

    private Locked lock(String tenant, UUID one, UUID other, boolean preferred) {
        Map<String, Object> both = new HashMap<>();
        both.put("tenant", tenant);
        both.put("one", one);
        both.put("other", other);
        both.put("preferred", preferred ? one : null);
        Set<UUID> owners = Set.copyOf(
                database.query(tenant, lockAddresses, both, (row, number) -> row.getObject("contact_id", UUID.class)));
        List<Contact> contacts = database.query(
                tenant,
                lockContacts,
                both,
                (row, number) -> new Contact(
                        row.getObject("id", UUID.class),
                        Optional.ofNullable(row.getObject("merged_into", UUID.class))));
        List<Conversation> conversations = database.query(
                tenant,
                lockConversations,
                both,
                (row, number) -> new Conversation(
                        row.getObject("id", UUID.class), row.getLong("last_seq"), row.getBoolean("spoken")));
        return new Locked(owners, contacts, conversations);
    }
}
