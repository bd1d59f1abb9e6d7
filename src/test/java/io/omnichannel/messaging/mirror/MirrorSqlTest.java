package io.omnichannel.messaging.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The follower in a large house: 500 tenants with 20,000 conversations, 1,000 of them busy. */
class MirrorSqlTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HikariDataSource POOL = DATABASE.intakePool();

    @BeforeAll
    static void fill() {
        DATABASE.run(
                """
                insert into omni_tenants select 'tenant-' || t from generate_series(1, 500) t;
                insert into omni_contacts (tenant_id, id)
                  select 'tenant-' || t, gen_random_uuid() from generate_series(1, 500) t, generate_series(1, 40);
                insert into omni_conversations (tenant_id, id, contact_id, current_channel, last_seq, updated_at)
                  select tenant_id, gen_random_uuid(), id, 'sms', 5,
                         now() - make_interval(secs => row_number() over (order by id) / 200.0 + 0.1)
                  from omni_contacts;
                insert into omni_mirrors (tenant_id, conversation_id, mirrored_seq, followed_at)
                  select tenant_id, id, 5, updated_at from omni_conversations;
                update omni_conversations set last_seq = 6 where updated_at > now() - interval '5 seconds';
                """);
        DATABASE.run("vacuum analyze omni_conversations; ");
        DATABASE.run("vacuum analyze omni_mirrors; ");
    }

    @AfterAll
    static void drop() {
        POOL.close();
        DATABASE.close();
    }

    @Test
    void looksAtIndexesAlone() {
        List<String> follow = explained("follow-conversations", Map.of("window_seconds", 12.0));
        List<String> claim = explained("claim-mirrors", Map.of("most", 4, "lease_seconds", 60));

        assertThat(follow)
                .noneMatch(line -> line.contains("Seq Scan on omni_conversations"))
                .noneMatch(line -> line.contains("Seq Scan on omni_mirrors"));
        assertThat(claim).noneMatch(line -> line.contains("Seq Scan on omni_mirrors"));
    }

    @Test
    void givesAConversationToOneNodeAtATime() throws SQLException {
        JdbcClient database = JdbcClient.create(POOL);
        // The whole table, not what is new, as the program never does: outside of its pool and the pool's time limit.
        try (Connection patient = DATABASE.connect()) {
            JdbcClient.create(new SingleConnectionDataSource(patient, true))
                    .sql(SqlFile.load("follow-conversations"))
                    .param("window_seconds", 3600.0)
                    .update();
        }

        List<String> one = claimed(database);
        List<String> other = claimed(database);

        assertThat(one).hasSize(4).doesNotContainAnyElementsOf(other);
        assertThat(other).hasSize(4);
    }

    private static List<String> claimed(JdbcClient database) {
        return database.sql(SqlFile.load("claim-mirrors"))
                .params(Map.of("most", 4, "lease_seconds", 60))
                .query((row, number) -> row.getString("conversation_id"))
                .list();
    }

    private static List<String> explained(String statement, Map<String, Object> parameters) {
        return JdbcClient.create(POOL)
                .sql("explain (analyze) " + SqlFile.load(statement))
                .params(parameters)
                .query(String.class)
                .list();
    }
}
