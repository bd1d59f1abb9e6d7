package io.omnichannel.bench;

import io.omnichannel.platform.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/** An accepting statement and nothing around it: prepared once, on a connection of its own, as the same role. */
final class BareStatement implements ClosedLoop.Work {

    private final ParsedSql parsed;
    private final Supplier<Map<String, Object>> parameters;
    private final Connection connection;
    private final PreparedStatement statement;

    /** @param file of the statement, without ending */
    BareStatement(TestServer server, String file, Supplier<Map<String, Object>> parameters) throws SQLException {
        this.parsed = NamedParameterUtils.parseSqlStatement(SqlFile.load(file));
        this.parameters = parameters;
        this.connection = server.database().connect();
        connection
                .createStatement()
                .execute("set role omni_intake; set enable_seqscan = off; set enable_bitmapscan = off;"
                        + " set plan_cache_mode = force_generic_plan");
        this.statement = connection.prepareStatement(
                NamedParameterUtils.substituteNamedParameters(parsed, new MapSqlParameterSource()));
    }

    @Override
    public boolean once() throws SQLException {
        Object[] values =
                NamedParameterUtils.buildValueArray(parsed, new MapSqlParameterSource(parameters.get()), null);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("Nobody answers this number");
            }
        }
        return true;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
