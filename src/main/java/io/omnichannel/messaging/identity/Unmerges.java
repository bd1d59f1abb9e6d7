package io.omnichannel.messaging.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.identity.CustomerLocks.Conversation;
import io.omnichannel.messaging.lane.LaneWorker;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.LockConflicts;
import io.omnichannel.platform.database.TenantSql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes two customers apart that were made one: both timelines are again as they were, and what has come since is whose
 * address it came from. They are never suggested to each other again. Thread-safe.
 */
@Component
public class Unmerges {

    private final TenantSql database;
    private final TransactionTemplate transactions;
    private final CustomerLocks locks;
    private final LaneWorker lanes;
    private final ObjectMapper json;
    private final String find = SqlFile.load("undo-merge-find");
    private final String giveBack = SqlFile.load("undo-merge-give-back");
    private final String reopen = SqlFile.load("undo-merge-reopen");
    private final String findStrays = SqlFile.load("undo-merge-strays");
    private final String openConversation = SqlFile.load("undo-merge-open");
    private final String endedConversation = SqlFile.load("undo-merge-chapter");
    private final String move = SqlFile.load("undo-merge-move");
    private final String facts = SqlFile.load("undo-merge-facts");

    private record Found(UUID kept, UUID merged, boolean undone, UUID later) {}

    private record Stray(UUID message, String channel, Home home) {}

    /**
     * Whose it is, and where it was found if that is over.
     *
     * @param over a conversation that has ended
     */
    private record Home(UUID contact, Optional<UUID> over) {}

    Unmerges(
            TenantSql database,
            @Qualifier("appTransactions") PlatformTransactionManager transactions,
            CustomerLocks locks,
            LaneWorker lanes,
            ObjectMapper json) {
        this.database = database;
        this.transactions = new TransactionTemplate(transactions);
        this.locks = locks;
        this.lanes = lanes;
        this.json = json;
    }

    /** Takes a merge back, whoever decided it. */
    public MergeOutcome undo(String tenant, UUID merge) {
        MergeOutcome outcome = LockConflicts.again(() -> transactions.execute(begun -> attempt(tenant, merge)));
        if (outcome instanceof MergeOutcome.Done) {
            lanes.readyIn(Duration.ZERO);
        }
        return outcome;
    }

    private MergeOutcome attempt(String tenant, UUID merge) {
        Map<String, Object> parameters = Map.of("tenant", tenant, "id", merge, "handoff", Uuid7.next());
        Optional<Found> known = find(tenant, parameters);
        if (known.isEmpty()) {
            return new MergeOutcome.Unknown();
        }
        boolean spoken = locks
                .holdAsTheyAre(tenant, known.get().kept(), known.get().merged())
                .conversations()
                .stream()
                .anyMatch(Conversation::spoken);
        // They may have been merged with others while this waited.
        Found found = find(tenant, parameters).orElseThrow();
        if (found.undone()) {
            return new MergeOutcome.Nothing(found.kept());
        }
        if (found.later() != null) {
            return new MergeOutcome.Later(found.later());
        }
        if (spoken) {
            return new MergeOutcome.Spoken();
        }
        database.update(tenant, giveBack, parameters);
        database.update(tenant, reopen, parameters);
        sort(tenant, parameters);
        database.update(tenant, facts, parameters);
        return new MergeOutcome.Done(merge, found.kept());
    }

    private Optional<Found> find(String tenant, Map<String, Object> merge) {
        return database
                .query(
                        tenant,
                        find,
                        merge,
                        (row, number) -> new Found(
                                row.getObject("kept_contact", UUID.class),
                                row.getObject("merged_contact", UUID.class),
                                row.getBoolean("undone"),
                                row.getObject("later", UUID.class)))
                .stream()
                .findFirst();
    }

    private void sort(String tenant, Map<String, Object> merge) {
        List<Stray> strays = database.query(
                tenant,
                findStrays,
                merge,
                (row, number) -> new Stray(
                        row.getObject("id", UUID.class),
                        row.getString("channel"),
                        new Home(
                                row.getObject("contact_id", UUID.class),
                                Optional.ofNullable(row.getObject("over", UUID.class)))));
        Map<Home, List<Stray>> byHome = new LinkedHashMap<>();
        strays.forEach(stray ->
                byHome.computeIfAbsent(stray.home(), home -> new ArrayList<>()).add(stray));
        byHome.forEach((home, theirs) -> move(merge, home, theirs));
    }

    private void move(Map<String, Object> merge, Home home, List<Stray> strays) {
        String tenant = (String) merge.get("tenant");
        Map<String, Object> parameters = new HashMap<>(merge);
        parameters.put("contact", home.contact());
        parameters.put("over", home.over().orElse(null));
        parameters.put("conversation", home.over().map(Uuid7::beside).orElseGet(Uuid7::next));
        parameters.put("channel", strays.getLast().channel());
        UUID target = database.query(
                        tenant,
                        home.over().isPresent() ? endedConversation : openConversation,
                        parameters,
                        (row, number) -> row.getObject("id", UUID.class))
                .getFirst();
        parameters.put("conversation", target);
        parameters.put("entries", written(strays.stream().map(Stray::message).toList()));
        database.update(tenant, move, parameters);
    }

    private String written(List<UUID> ids) {
        try {
            return json.writeValueAsString(ids.stream().map(Objects::toString).toList());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts are always JSON", impossible);
        }
    }
}
