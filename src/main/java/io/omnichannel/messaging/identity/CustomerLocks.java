package io.omnichannel.messaging.identity;

import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Holds customers and all that they have until the end of the transaction, in the order of an accepted event: addresses,
 * contacts, conversations. Thread-safe.
 */
@Component
class CustomerLocks {

    private final TenantSql database;
    private final String whoNow = SqlFile.load("current-customers");
    private final String lockAddresses = SqlFile.load("merge-lock-addresses");
    private final String lockContacts = SqlFile.load("merge-lock-contacts");
    private final String lockConversations = SqlFile.load("merge-lock-conversations");

    record Conversation(UUID id, UUID customer, long lastSeq, boolean spoken) {}

    /**
     * What is held.
     *
     * @param current whom each of those that were asked for turned out to be
     * @param owners who of them has an address
     * @param customers the one that stays first
     * @param conversations the open ones, the one that stays open first
     */
    record Held(Map<UUID, UUID> current, Set<UUID> owners, List<UUID> customers, List<Conversation> conversations) {}

    CustomerLocks(TenantSql database) {
        this.database = database;
    }

    /**
     * Both, and whom they turned out to be: while this waits they may be merged or taken apart, so it looks again. What it
     * has found at the end cannot change under these locks.
     *
     * @param preferred whether whoever {@code one} is now stays; else the older of the two stays
     */
    Held hold(String tenant, UUID one, UUID other, boolean preferred) {
        Map<UUID, UUID> current = current(tenant, one, other);
        while (true) {
            Set<UUID> all = new HashSet<>(current.values());
            all.add(one);
            all.add(other);
            Held held = hold(tenant, current, all, preferred ? current.get(one) : null);
            Map<UUID, UUID> then = current;
            current = current(tenant, one, other);
            if (current.equals(then)) {
                return held;
            }
        }
    }

    /** Exactly these two, whoever they turned out to be. */
    Held holdAsTheyAre(String tenant, UUID one, UUID other) {
        return hold(tenant, Map.of(), Set.of(one, other), null);
    }

    private Map<UUID, UUID> current(String tenant, UUID one, UUID other) {
        Map<UUID, UUID> current = new HashMap<>();
        database.query(
                tenant,
                whoNow,
                Map.of("tenant", tenant, "contacts", names(Set.copyOf(List.of(one, other)))),
                (row, number) -> current.put(row.getObject("asked", UUID.class), row.getObject("id", UUID.class)));
        return current;
    }

    private Held hold(String tenant, Map<UUID, UUID> current, Set<UUID> contacts, UUID preferred) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenant);
        parameters.put("contacts", names(contacts));
        parameters.put("preferred", preferred);
        Set<UUID> owners = Set.copyOf(database.query(
                tenant, lockAddresses, parameters, (row, number) -> row.getObject("contact_id", UUID.class)));
        List<UUID> customers =
                database.query(tenant, lockContacts, parameters, (row, number) -> row.getObject("id", UUID.class));
        List<Conversation> conversations = database.query(
                tenant,
                lockConversations,
                parameters,
                (row, number) -> new Conversation(
                        row.getObject("id", UUID.class),
                        row.getObject("contact_id", UUID.class),
                        row.getLong("last_seq"),
                        row.getBoolean("spoken")));
        return new Held(current, owners, customers, conversations);
    }

    private static String[] names(Set<UUID> contacts) {
        return contacts.stream().map(UUID::toString).toArray(String[]::new);
    }
}
