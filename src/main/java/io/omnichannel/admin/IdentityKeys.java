package io.omnichannel.admin;

import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which customer, suggestion or merge a call means: its id and whose it is, which an administrator need not say. */
@Component
final class IdentityKeys {

    private final TenantSql sql;

    IdentityKeys(TenantSql sql) {
        this.sql = sql;
    }

    /** What an id can be of. */
    enum Kind {
        CUSTOMER,
        SUGGESTION,
        MERGE;

        private final String noun = name().toLowerCase(Locale.ROOT);
        private final String find = SqlFile.load("find-" + noun);

        ProblemException unknown() {
            return ProblemException.notFound("There is no such " + noun);
        }
    }

    record Key(String tenant, UUID id) {}

    /**
     * The key, when there may be such a thing; whether there is one is for the statement that follows.
     *
     * @param tenant as named or as the caller's key fixes it
     * @throws ProblemException 404 for what cannot be an id, or nobody has
     */
    Key of(Kind kind, String id, Optional<String> tenant) {
        UUID known = Ids.parse(id).orElseThrow(kind::unknown);
        return new Key(tenant.or(() -> find(kind, known)).orElseThrow(kind::unknown), known);
    }

    private Optional<String> find(Kind kind, UUID id) {
        return sql.query("", kind.find, Map.of("id", id), (row, number) -> row.getString("tenant_id")).stream()
                .findFirst();
    }
}
