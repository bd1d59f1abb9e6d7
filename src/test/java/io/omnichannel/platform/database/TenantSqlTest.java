package io.omnichannel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(Lifecycle.PER_CLASS)
class TenantSqlTest {

    private static final String TENANT_NOW = "select coalesce(current_setting('omni.tenant', true), '')";

    private TestDatabase database;
    private HikariDataSource pool;
    private TenantSql sql;

    @BeforeAll
    void open() {
        database = TestDatabase.create();
        pool = database.appPool();
        sql = new TenantSql(pool);
        database.run(
                """
                create table owned (tenant text, word text);
                insert into owned values ('acme', 'theirs'), ('globex', 'others');
                alter table owned enable row level security;
                create policy tenant on owned using (tenant = current_setting('omni.tenant', true));
                grant select, update on owned to omni_app
                """);
    }

    @AfterAll
    void close() {
        pool.close();
        database.close();
    }

    @Test
    void setsTheTenantForItsStatementAndForgetsItAfterwards() {
        JdbcClient unaware = JdbcClient.create(pool);

        for (int round = 0; round < 20; round++) {
            assertThat(sql.query("acme", TENANT_NOW, Map.of(), (row, n) -> row.getString(1)))
                    .containsExactly("acme");
            assertThat(unaware.sql(TENANT_NOW).query(String.class).single()).isEmpty();
        }
    }

    @Test
    void seesOnlyTheTenantsRowsUnderAPolicy() {
        assertThat(sql.query("acme", "select word from owned", Map.of(), (row, n) -> row.getString(1)))
                .containsExactly("theirs");
        assertThat(sql.update("globex", "update owned set word = word", Map.of()))
                .isEqualTo(1);
        assertThat(JdbcClient.create(pool)
                        .sql("select word from owned")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void cannotSwitchRowLevelSecurityOff() {
        Map<String, Object> role = JdbcClient.create(pool)
                .sql(
                        "select current_user::text as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
                .query()
                .singleRow();

        assertThat(role).containsEntry("name", "omni_app").containsEntry("rolsuper", false);
        assertThat(role).containsEntry("rolbypassrls", false);
    }

    @Test
    void bindsEveryTypeThatStatementsUse() {
        Map<String, Object> values = new HashMap<>();
        values.put("text", "it's");
        values.put("id", UUID.fromString("00000000-0000-7000-8000-000000000001"));
        values.put("whole", 7);
        values.put("large", 7_000_000_000L);
        values.put("yes", true);
        values.put("time", OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC));
        values.put("nothing", null);
        values.put("texts", new String[] {"a", "b,\"c\""});

        List<String> row = sql.query(
                "acme",
                """
                select concat_ws('|', :text::text, :id::uuid, :whole::int, :large::bigint, :yes::boolean,
                  :time::timestamptz at time zone 'UTC', :nothing::text, array_length(:texts::text[], 1),
                  (:texts::text[])[2], :text::text)
                """,
                values,
                (result, n) -> result.getString(1));

        assertThat(row)
                .containsExactly("it's|00000000-0000-7000-8000-000000000001|7|7000000000|t|2026-01-02 03:04:05|2"
                        + "|b,\"c\"|it's");
    }

    @Test
    void countsWhatItWroteAndReturnsWhatIsReturned() {
        String insert = "insert into omni_tenants (tenant_id) values (:tenant) on conflict do nothing";

        assertThat(sql.update("one", insert, Map.of("tenant", "one"))).isEqualTo(1);
        assertThat(sql.update("one", insert, Map.of("tenant", "one"))).isZero();
        assertThat(sql.query(
                        "two", insert + " returning tenant_id", Map.of("tenant", "two"), (row, n) -> row.getString(1)))
                .containsExactly("two");
    }

    @Test
    void failsAsSpringDoes() {
        String insert = "insert into omni_tenants (tenant_id) values (:tenant)";
        sql.update("twice", insert, Map.of("tenant", "twice"));

        assertThatThrownBy(() -> sql.update("twice", insert, Map.of("tenant", "twice")))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageNotContaining("(twice)");
        assertThatThrownBy(() -> sql.update("twice", insert, Map.of()))
                .isInstanceOf(InvalidDataAccessApiUsageException.class);
    }
}
