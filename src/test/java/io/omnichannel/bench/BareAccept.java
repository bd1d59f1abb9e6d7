package io.omnichannel.bench;

import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/** The accepting statement and nothing around it: prepared once, on a connection of its own, as the same role. */
final class BareAccept implements ClosedLoop.Work {

    private static final ParsedSql STATEMENT = NamedParameterUtils.parseSqlStatement(SqlFile.load("accept-call"));
    private static final String SETTINGS = defaults();

    private final String baseUrl;
    private final Supplier<TwilioCalls.Call> calls;
    private final Connection connection;
    private final PreparedStatement statement;

    BareAccept(TestServer server, Supplier<TwilioCalls.Call> calls) throws SQLException {
        this.baseUrl = server.url().toString();
        this.calls = calls;
        this.connection = server.database().connect();
        connection
                .createStatement()
                .execute("set role omni_intake; set enable_seqscan = off; set plan_cache_mode = force_generic_plan");
        this.statement = connection.prepareStatement(
                NamedParameterUtils.substituteNamedParameters(STATEMENT, new MapSqlParameterSource()));
    }

    @Override
    public boolean once() throws SQLException {
        Object[] values = NamedParameterUtils.buildValueArray(
                STATEMENT, new MapSqlParameterSource(parameters(calls.get())), null);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next() || row.getString("answer").isEmpty()) {
                throw new SQLException("Nobody answers this number");
            }
        }
        return true;
    }

    private Map<String, Object> parameters(TwilioCalls.Call call) {
        return Map.ofEntries(
                Map.entry("key", call.sid() + "/voice"),
                Map.entry("called", call.to()),
                Map.entry("forwarded_from", ""),
                Map.entry("account_sid", TwilioCalls.ACCOUNT),
                Map.entry("call_sid", call.sid()),
                Map.entry("caller_kind", "phone"),
                Map.entry("caller", call.from()),
                Map.entry("caller_name", ""),
                Map.entry("base_url", baseUrl),
                Map.entry("ticket", call.sid()),
                Map.entry("ticket_seconds", 120L),
                Map.entry("default_settings", SETTINGS),
                Map.entry("address_id", Uuid7.next()),
                Map.entry("contact_id", Uuid7.next()),
                Map.entry("conversation_id", Uuid7.next()),
                Map.entry("call_id", Uuid7.next()));
    }

    private static String defaults() {
        try {
            return Jackson2ObjectMapperBuilder.json().build().writeValueAsString(AgentDefaults.settings());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
