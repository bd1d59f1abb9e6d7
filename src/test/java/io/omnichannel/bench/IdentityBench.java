package io.omnichannel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TestDatabase;
import io.omnichannel.simulator.rest.SimulatedText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/** Accepting a message or a call finds the customer and their conversation as fast in a large house as in an empty one. */
@Tag("bench")
class IdentityBench {

    private static final int CONTACTS = 1_000_000;
    private static final int MESSAGES_EACH = 5;
    private static final int TENANTS = 100;
    private static final int WARM_UP = 1_000;
    private static final String AS_THE_POOL =
            "set role omni_intake; set enable_seqscan = off; set enable_bitmapscan = off;"
                    + " set plan_cache_mode = force_generic_plan";

    @Test
    void acceptsAsFastWithAMillionCustomersAndFiveMillionMessages() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.connect()) {
            run(connection, tenants());
            measure(connection, "empty");
            run(connection, "set synchronous_commit = off");
            run(connection, "set maintenance_work_mem = '256MB'");
            load(connection, CONTACTS);
            measure(connection, "%,d contacts".formatted(CONTACTS));
            loadMessages(connection);
            measure(connection, "%,d contacts, %,d messages".formatted(CONTACTS, CONTACTS * MESSAGES_EACH));
            explain(connection, "accept-message", text(IdentityBench::known));
            explain(connection, "accept-message", text(IdentityBench::both));
            explain(connection, "accept-call", call());
        }
    }

    private static void measure(Connection connection, String size) throws SQLException {
        run(connection, "set synchronous_commit = on; " + AS_THE_POOL);
        int count = (int) Scale.stretch(10).toSeconds() * 200;
        time(
                connection,
                "accept-message, a known customer, " + size,
                "accept-message",
                text(IdentityBench::known),
                count);
        time(
                connection,
                "accept-message, a new customer, " + size,
                "accept-message",
                text(IdentityBench::unknown),
                count);
        time(
                connection,
                "accept-message, by id and number, " + size,
                "accept-message",
                text(IdentityBench::both),
                count);
        time(connection, "accept-call, a known customer, " + size, "accept-call", call(), count);
        run(connection, "reset role; reset enable_seqscan; reset enable_bitmapscan; reset plan_cache_mode");
    }

    private static void time(
            Connection connection, String name, String file, Supplier<Map<String, Object>> parameters, int count)
            throws SQLException {
        ParsedSql parsed = NamedParameterUtils.parseSqlStatement(SqlFile.load(file));
        Histogram nanos = new Histogram(3);
        try (var statement = connection.prepareStatement(
                NamedParameterUtils.substituteNamedParameters(parsed, new MapSqlParameterSource()))) {
            for (int i = 0; i < WARM_UP + count; i++) {
                Object[] values =
                        NamedParameterUtils.buildValueArray(parsed, new MapSqlParameterSource(parameters.get()), null);
                for (int at = 0; at < values.length; at++) {
                    statement.setObject(at + 1, values[at]);
                }
                long begin = System.nanoTime();
                try (ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).isTrue();
                }
                if (i >= WARM_UP) {
                    nanos.recordValue(System.nanoTime() - begin);
                }
            }
        }
        Figures.fact(name, "p50 %.2f ms, p99 %.2f ms".formatted(Figures.millis(nanos, 50), Figures.millis(nanos, 99)));
    }

    /** Index access alone, executed and rolled back. */
    private static void explain(Connection connection, String file, Supplier<Map<String, Object>> parameters)
            throws SQLException {
        ParsedSql parsed = NamedParameterUtils.parseSqlStatement(SqlFile.load(file));
        run(connection, AS_THE_POOL);
        connection.setAutoCommit(false);
        List<String> plan = new ArrayList<>();
        try (var statement = connection.prepareStatement("explain (analyze, costs off, timing off, summary off) "
                + NamedParameterUtils.substituteNamedParameters(parsed, new MapSqlParameterSource()))) {
            Object[] values =
                    NamedParameterUtils.buildValueArray(parsed, new MapSqlParameterSource(parameters.get()), null);
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        Figures.fact(
                file + " looks along",
                plan.stream()
                        .filter(line -> line.matches(".*(Index .*Scan using|Conflict Arbiter Indexes:) .*"))
                        .map(line -> line.replaceFirst(".*(?:Scan using|Indexes:) (\\S+).*", "$1"))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")));
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan on omni_"));
        run(connection, "reset role");
    }

    private static String tenants() {
        return """
                insert into omni_tenants select 'bench-' || t from generate_series(0, 99) t;
                insert into omni_phone_mappings (tenant_id, id, phone_number)
                  select 'bench-' || t, gen_random_uuid(), '+3319901' || lpad(t::text, 4, '0') from generate_series(0, 99) t;
                """;
    }

    private static void load(Connection connection, int contacts) throws SQLException {
        // As a given backup is loaded: nothing else looks, and the rows are right by construction.
        run(
                connection,
                """
                set session_replication_role = replica;
                create temporary table made as
                  select 'bench-' || n %% %d as tenant_id, gen_random_uuid() as contact, gen_random_uuid() as conversation,
                         '+3360' || lpad(n::text, 8, '0') as number
                  from generate_series(0, %d) n;
                insert into omni_contacts (tenant_id, id) select tenant_id, contact from made;
                insert into omni_contact_addresses (tenant_id, id, kind, address, contact_id)
                  select tenant_id, gen_random_uuid(), 'phone', number, contact from made on conflict do nothing;
                insert into omni_conversations (tenant_id, id, contact_id, current_channel, active_channels, last_seq, message_count)
                  select tenant_id, conversation, contact, 'sms', '["sms"]', %d, %d from made;
                """
                        .formatted(TENANTS, contacts - 1, MESSAGES_EACH, MESSAGES_EACH));
        run(connection, "vacuum analyze omni_contacts");
        run(connection, "vacuum analyze omni_contact_addresses");
        run(connection, "vacuum analyze omni_conversations");
    }

    private static void loadMessages(Connection connection) throws SQLException {
        run(
                connection,
                """
                insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content)
                  select tenant_id, gen_random_uuid(), conversation, seq, 'sms', 'inbound', 'customer', 'Bonjour, où en est ma commande ?'
                  from made, generate_series(1, %d) seq;
                set session_replication_role = origin;
                """
                        .formatted(MESSAGES_EACH));
        run(connection, "vacuum analyze omni_messages");
    }

    private static Supplier<Map<String, Object>> text(Supplier<Map<String, String>> sender) {
        return () -> {
            int customer = ThreadLocalRandom.current().nextInt(CONTACTS);
            Map<String, String> from = sender.get();
            String number = from.getOrDefault("number", number(customer));
            SimulatedText text = SimulatedText.sms(number, TestServer.number(customer % TENANTS), "Bonjour");
            Map<String, Object> parameters = new HashMap<>(BareAccept.text(text, 0));
            parameters.put("other_kind", "whatsapp");
            parameters.put("other_sender", from.getOrDefault("id", ""));
            return parameters;
        };
    }

    private static Map<String, String> known() {
        return Map.of();
    }

    private static Map<String, String> unknown() {
        return Map.of("number", "+3370" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999));
    }

    private static Map<String, String> both() {
        return Map.of("id", "FR." + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999));
    }

    private static Supplier<Map<String, Object>> call() {
        return () -> {
            int customer = ThreadLocalRandom.current().nextInt(CONTACTS);
            String sid = "CA" + Uuid7.next().toString().replace("-", "");
            Map<String, Object> parameters = new HashMap<>(
                    BareAccept.text(SimulatedText.sms(number(customer), TestServer.number(customer % TENANTS), ""), 0));
            parameters.putAll(Map.of(
                    "key",
                    sid + "/voice",
                    "called",
                    TestServer.number(customer % TENANTS),
                    "forwarded_from",
                    "",
                    "call_sid",
                    sid,
                    "caller_kind",
                    "phone",
                    "caller",
                    number(customer),
                    "caller_name",
                    "",
                    "base_url",
                    "http://localhost",
                    "ticket",
                    sid,
                    "ticket_seconds",
                    120L));
            parameters.put("call_id", Uuid7.next());
            return parameters;
        };
    }

    private static String number(int customer) {
        return "+3360%08d".formatted(customer);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
