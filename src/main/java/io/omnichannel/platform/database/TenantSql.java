package io.omnichannel.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.util.ConcurrentLruCache;

/**
 * Runs one statement for one tenant: {@code omni.tenant}, for policies to read, is set and forgotten again in the same
 * round trip. Takes part in a transaction of {@code appTransactions}; there the tenant stays set until its end.
 *
 * <p>Parameters are named {@code :name}; their values may be String, UUID, Integer, Long, Boolean, OffsetDateTime,
 * String[], Long[] and null. Failures are Spring's {@link org.springframework.dao.DataAccessException}.
 */
public final class TenantSql {

    private static final String FOR_TENANT = "select set_config('omni.tenant', ?, true); ";
    private static final int STATEMENTS_KEPT = 256;

    private final JdbcTemplate jdbc;
    private final ConcurrentLruCache<String, ParsedSql> parsed =
            new ConcurrentLruCache<>(STATEMENTS_KEPT, NamedParameterUtils::parseSqlStatement);

    TenantSql(DataSource pool) {
        this.jdbc = new JdbcTemplate(pool);
    }

    /** @return the rows of a {@code select}, or of a {@code returning}, in order */
    public <T> List<T> query(String tenant, String sql, Map<String, ?> parameters, RowMapper<T> mapper) {
        return run(tenant, sql, parameters, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet results = statement.getResultSet()) {
                for (int number = 0; results.next(); number++) {
                    rows.add(mapper.mapRow(results, number));
                }
            }
            return rows;
        });
    }

    /** @return how many rows were written */
    public int update(String tenant, String sql, Map<String, ?> parameters) {
        return run(tenant, sql, parameters, PreparedStatement::getUpdateCount);
    }

    private interface Outcome<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String tenant, String sql, Map<String, ?> parameters, Outcome<T> outcome) {
        MapSqlParameterSource source = new MapSqlParameterSource(parameters);
        ParsedSql statement = parsed.get(sql);
        String text = FOR_TENANT + NamedParameterUtils.substituteNamedParameters(statement, source);
        Object[] values = NamedParameterUtils.buildValueArray(statement, source, null);
        return jdbc.execute(text, (PreparedStatement prepared) -> {
            prepared.setString(1, tenant);
            for (int i = 0; i < values.length; i++) {
                bind(prepared, i + 2, values[i]);
            }
            prepared.execute();
            // The first result is set_config's.
            prepared.getMoreResults();
            return outcome.of(prepared);
        });
    }

    private static void bind(PreparedStatement statement, int position, Object value) throws SQLException {
        Connection connection = statement.getConnection();
        switch (value) {
            case String[] texts -> statement.setArray(position, connection.createArrayOf("text", texts));
            case Long[] numbers -> statement.setArray(position, connection.createArrayOf("bigint", numbers));
            case null, default -> statement.setObject(position, value);
        }
    }
}
