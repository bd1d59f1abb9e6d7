package io.omnichannel.admin;

import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** In which country's form a tenant writes numbers. */
@Component
final class TenantRegion {

    private static final String REGION = SqlFile.load("tenant-region");

    private final TenantSql sql;

    TenantRegion(TenantSql sql) {
        this.sql = sql;
    }

    /** The region to read a number in; the database is asked only when the number does not tell its country. */
    String toRead(String number, Optional<String> tenant) {
        String usual = AgentDefaults.settings().region();
        if (tenant.isEmpty() || number.strip().startsWith("+")) {
            return usual;
        }
        return sql
                .query(tenant.get(), REGION, Map.of("tenant", tenant.get()), (row, at) -> row.getString("region"))
                .stream()
                .findFirst()
                .orElse(usual);
    }
}
