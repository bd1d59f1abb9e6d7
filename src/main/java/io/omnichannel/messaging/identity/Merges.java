package io.omnichannel.messaging.identity;

import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.identity.CustomerLocks.Conversation;
import io.omnichannel.messaging.identity.CustomerLocks.Held;
import io.omnichannel.messaging.lane.LaneWorker;
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
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes two customers one: one transaction, which locks in the order of an accepted event, and the lanes last. Done twice, it
 * does nothing the second time. Thread-safe.
 */
@Component
public class Merges {

    private final TenantSql database;
    private final TransactionTemplate transactions;
    private final CustomerLocks locks;
    private final LaneWorker lanes;
    private final ChannelSwitches switches;
    private final String closeConversation = SqlFile.load("merge-close-conversation");
    private final String mergeContacts = SqlFile.load("merge-contacts");

    private record Ending(String moved, String before) {}

    Merges(
            TenantSql database,
            @Qualifier("appTransactions") PlatformTransactionManager transactions,
            CustomerLocks locks,
            LaneWorker lanes,
            ChannelSwitches switches) {
        this.database = database;
        this.transactions = new TransactionTemplate(transactions);
        this.locks = locks;
        this.lanes = lanes;
        this.switches = switches;
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

    /** What was waiting in a conversation that has ended waits in the other; a wish may have got its address. */
    void announce(MergeOutcome outcome) {
        if (outcome instanceof MergeOutcome.Done) {
            AfterCommit.run(() -> lanes.readyIn(Duration.ZERO));
            AfterCommit.run(() -> switches.dueIn(Duration.ZERO));
        }
    }

    /** Does it in a transaction that is there already. Whoever was merged before is meant as whom they turned out to be. */
    MergeOutcome within(MergeOrder order) {
        Held held = locks.hold(order.tenant(), order.one(), order.other(), order.preferred());
        UUID one = held.current().get(order.one());
        UUID other = held.current().get(order.other());
        if (one == null || other == null) {
            return new MergeOutcome.Unknown();
        }
        Optional<UUID> stray = Stream.of(order.one(), order.other())
                .filter(asked -> held.owners().contains(asked))
                .filter(asked -> !asked.equals(held.current().get(asked)))
                .findFirst();
        if (stray.isPresent()) {
            // Accepted while its customer was being merged: it follows.
            MergeOutcome followed = join(order, held, held.current().get(stray.get()), stray.get());
            return one.equals(other) || !(followed instanceof MergeOutcome.Done) ? followed : within(order);
        }
        if (one.equals(other)) {
            return new MergeOutcome.Nothing(one);
        }
        UUID kept = held.customers().stream()
                .filter(Set.of(one, other)::contains)
                .findFirst()
                .orElseThrow();
        return join(order, held, kept, kept.equals(one) ? other : one);
    }

    private MergeOutcome join(MergeOrder order, Held held, UUID kept, UUID merged) {
        List<Conversation> open = held.conversations().stream()
                .filter(conversation -> Set.of(kept, merged).contains(conversation.customer()))
                .toList();
        if (open.stream().filter(Conversation::spoken).count() > 1) {
            return new MergeOutcome.Spoken();
        }
        return new MergeOutcome.Done(write(order, kept, merged, open), kept);
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
}
