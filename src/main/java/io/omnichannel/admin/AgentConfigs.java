package io.omnichannel.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.agent.settings.SettingsDocument;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The stored configurations, one a tenant. Failures are Spring's {@code DataAccessException}. */
@Component
class AgentConfigs {

    private static final String PUT = SqlFile.load("agent-config-put");
    private static final String REPLACE = SqlFile.load("agent-config-replace");
    private static final String DELETE = SqlFile.load("agent-config-delete");

    /**
     * A configuration as the database has it after a write.
     *
     * @param created whether there was none before
     * @param hasApiKey whether a key of the tenant's own model is kept
     * @param phoneNumber the tenant's oldest number for calls, or null
     * @param mailBefore the address of incoming mail until now, or null
     * @param transferBefore the human's number until now, or null
     */
    record Stored(
            UUID id,
            long version,
            Instant createdAt,
            Instant updatedAt,
            boolean created,
            boolean hasApiKey,
            String phoneNumber,
            String mailBefore,
            String transferBefore) {}

    private final TenantSql sql;

    AgentConfigs(TenantSql sql) {
        this.sql = sql;
    }

    /** Creates or replaces; the tenant exists from then on. */
    Stored put(String tenant, SettingsDocument document) {
        return put(tenant, document, false).orElseThrow();
    }

    /** @return empty when there is one already */
    Optional<Stored> create(String tenant, SettingsDocument document) {
        return put(tenant, document, true);
    }

    private Optional<Stored> put(String tenant, SettingsDocument document, boolean onlyNew) {
        Map<String, Object> values = values(tenant, document);
        values.put("id", Uuid7.next());
        values.put("only_new", onlyNew);
        return write(tenant, PUT, values);
    }

    /**
     * Replaces what is there if it still is what the caller saw.
     *
     * @return empty when it is not
     */
    Optional<Stored> replace(String tenant, SettingsDocument document, Precondition precondition) {
        Map<String, Object> values = values(tenant, document);
        values.put("any", precondition.any());
        values.put("tags", precondition.tags().toArray(String[]::new));
        return write(tenant, REPLACE, values);
    }

    /** @return whether there was one */
    boolean delete(String tenant) {
        return sql.update(tenant, DELETE, Map.of("tenant", tenant)) > 0;
    }

    private Optional<Stored> write(String tenant, String statement, Map<String, Object> values) {
        try {
            List<Stored> rows = sql.query(tenant, statement, values, AgentConfigs::stored);
            return rows.stream().findFirst();
        } catch (DuplicateKeyException taken) {
            // One index besides the tenant's, which the statement expects: the address of incoming mail.
            throw new ProblemException(
                    409,
                    "Conflict",
                    "The address in channels_config.email.from is used by another configuration",
                    "mail_address_taken");
        }
    }

    private static Map<String, Object> values(String tenant, SettingsDocument document) {
        ObjectNode json = document.json();
        Map<String, Object> values = new HashMap<>();
        values.put("tenant", tenant);
        values.put("settings", json.toString());
        values.put("api_key", document.apiKey().orElse(null));
        return values;
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getBoolean("created"),
                row.getBoolean("has_api_key"),
                row.getString("phone_number"),
                row.getString("mail_before"),
                row.getString("transfer_before"));
    }
}
