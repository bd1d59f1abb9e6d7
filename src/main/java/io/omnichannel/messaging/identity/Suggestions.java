package io.omnichannel.messaging.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.identity.MergeOrder.Reason;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.AfterCommit;
import io.omnichannel.platform.database.LockConflicts;
import io.omnichannel.platform.database.TenantSql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What suggests that an address is a customer's as well, from the first hint to the decision. Thread-safe. */
@Component
public class Suggestions {

    private final TenantSql database;
    private final TransactionTemplate transactions;
    private final Merges merges;
    private final CustomerLocks locks;
    private final ChannelSwitches switches;
    private final ObjectMapper json;
    private final String note = SqlFile.load("note-evidence");
    private final String read = SqlFile.load("read-suggestion");
    private final String findAddress = SqlFile.load("find-address");
    private final String attach = SqlFile.load("attach-address");
    private final String settle = SqlFile.load("settle-suggestion");

    /** One that is new, or was said to be theirs only now. */
    record Noted(UUID id, String kind, String address) {}

    /**
     * One that is to be decided.
     *
     * @param contact whom it was about
     * @param customer who that is now
     */
    private record Asked(UUID id, String kind, String address, String status, UUID contact, UUID customer) {}

    Suggestions(
            TenantSql database,
            @Qualifier("appTransactions") PlatformTransactionManager transactions,
            Merges merges,
            CustomerLocks locks,
            ChannelSwitches switches,
            ObjectMapper json) {
        this.database = database;
        this.transactions = new TransactionTemplate(transactions);
        this.merges = merges;
        this.locks = locks;
        this.switches = switches;
        this.json = json;
    }

    /**
     * Keeps what was found in a message; what is known is left out, and what was suggested before, unless they now say that
     * it is theirs and no code is on its way.
     */
    List<Noted> note(String tenant, UUID conversation, UUID message, Channel channel, List<Evidence> found) {
        return database.query(
                tenant,
                note,
                Map.of(
                        "tenant", tenant,
                        "conversation", conversation,
                        "message", message,
                        "channel", channel.wireName(),
                        "evidence", rows(found)),
                (row, number) ->
                        new Noted(row.getObject("id", UUID.class), row.getString("kind"), row.getString("address")));
    }

    /** An operator knows that it is so: the address is the customer's, and whoever had it is the same customer. */
    public MergeOutcome confirm(String tenant, UUID suggestion) {
        return confirm(tenant, suggestion, Reason.OPERATOR);
    }

    MergeOutcome confirm(String tenant, UUID suggestion, Reason reason) {
        MergeOutcome outcome =
                LockConflicts.again(() -> transactions.execute(begun -> confirmed(tenant, suggestion, reason)));
        merges.announce(outcome);
        return outcome;
    }

    /** The same, in a transaction that is there already. */
    MergeOutcome confirmed(String tenant, UUID suggestion, Reason reason) {
        Optional<Asked> known = read(tenant, suggestion);
        if (known.isEmpty()) {
            return new MergeOutcome.Unknown();
        }
        Asked asked = known.get();
        if (!asked.status().equals("pending")) {
            return new MergeOutcome.Nothing(asked.customer());
        }
        UUID other = asked.kind().equals("name") ? UUID.fromString(asked.address()) : owner(tenant, asked);
        MergeOrder order = new MergeOrder(tenant, asked.contact(), other, false, reason, Optional.of(suggestion));
        MergeOutcome outcome = merges.within(order);
        if (outcome instanceof MergeOutcome.Nothing) {
            settle(tenant, suggestion, "confirmed", reason.by());
        }
        return outcome;
    }

    /** It is not so, and is not suggested again; @return whether it was still open, or empty when there is none */
    public Optional<Boolean> dismiss(String tenant, UUID suggestion) {
        return transactions.execute(begun ->
                read(tenant, suggestion).map(asked -> settle(tenant, suggestion, "dismissed", Reason.OPERATOR.by())));
    }

    private Optional<Asked> read(String tenant, UUID suggestion) {
        return database
                .query(
                        tenant,
                        read,
                        Map.of("tenant", tenant, "suggestion", suggestion),
                        (row, number) -> new Asked(
                                row.getObject("id", UUID.class),
                                row.getString("kind"),
                                row.getString("address"),
                                row.getString("status"),
                                row.getObject("contact_id", UUID.class),
                                row.getObject("customer_id", UUID.class)))
                .stream()
                .findFirst();
    }

    /** Whose the address is: somebody's, or from now on this customer's. */
    private UUID owner(String tenant, Asked asked) {
        Map<String, Object> address = new HashMap<>();
        address.put("tenant", tenant);
        address.put("kind", asked.kind());
        address.put("address", asked.address());
        return findOwner(tenant, address).orElseGet(() -> {
            address.put(
                    "contact",
                    locks.hold(tenant, asked.contact(), asked.contact(), false)
                            .current()
                            .get(asked.contact()));
            address.put("address_id", Uuid7.next());
            database.update(tenant, attach, address);
            AfterCommit.run(() -> switches.dueIn(Duration.ZERO));
            return findOwner(tenant, address).orElseThrow();
        });
    }

    private Optional<UUID> findOwner(String tenant, Map<String, Object> address) {
        return database
                .query(tenant, findAddress, address, (row, number) -> row.getObject("contact_id", UUID.class))
                .stream()
                .findFirst();
    }

    private boolean settle(String tenant, UUID suggestion, String status, String by) {
        return !database.query(
                        tenant,
                        settle,
                        Map.of("tenant", tenant, "suggestion", suggestion, "status", status, "by", by),
                        (row, number) -> row.getObject("id", UUID.class))
                .isEmpty();
    }

    private String rows(List<Evidence> found) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Evidence evidence : found) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("position", rows.size());
            row.put("id", Uuid7.next());
            row.put("kind", evidence.kind());
            row.put("value", evidence.value());
            row.put("offered", evidence.offered());
            rows.add(row);
        }
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts are always JSON", impossible);
        }
    }
}
