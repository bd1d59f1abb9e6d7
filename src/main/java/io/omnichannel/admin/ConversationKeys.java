package io.omnichannel.admin;

import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which conversation a call means: its id and whose it is, which an administrator need not say. */
@Component
final class ConversationKeys {

    private static final String FIND = SqlFile.load("find-conversation");

    private final TenantSql sql;

    ConversationKeys(TenantSql sql) {
        this.sql = sql;
    }

    /** What every other table begins its key with, and the id. */
    record Key(String tenant, UUID id) {}

    /**
     * The key, when the conversation may exist; whether it does is for the statement that follows.
     *
     * @param tenant as named or as the caller's key fixes it
     * @throws ProblemException 404 for what cannot be an id, or nobody has
     */
    Key of(String id, Optional<String> tenant) {
        UUID known = Ids.parse(id).orElseThrow(ConversationKeys::unknown);
        return new Key(tenant.or(() -> find(known)).orElseThrow(ConversationKeys::unknown), known);
    }

    static ProblemException unknown() {
        return ProblemException.notFound("There is no such conversation");
    }

    private Optional<String> find(UUID id) {
        return sql.query("", FIND, Map.of("id", id), (row, number) -> row.getString("tenant_id")).stream()
                .findFirst();
    }
}
