package io.omnichannel.messaging.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a human is told next, while nobody tells. */
class BriefingOrderTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HikariDataSource POOL = DATABASE.intakePool();

    private final JdbcClient database = JdbcClient.create(POOL);

    @AfterAll
    static void drop() {
        POOL.close();
        DATABASE.close();
    }

    /** Both are written by the statement that asks for a human whom the caller did not wait for. */
    @BeforeEach
    void aHandOffAndACallBack() {
        DATABASE.run("truncate omni_tenants cascade");
        DATABASE.run(
                """
                insert into omni_tenants values ('t');
                insert into omni_contacts (tenant_id, id) values ('t', gen_random_uuid());
                insert into omni_conversations (tenant_id, id, contact_id, current_channel)
                  select tenant_id, id, id, 'voice' from omni_contacts;
                insert into omni_handoffs (tenant_id, id, conversation_id)
                  select tenant_id, gen_random_uuid(), id from omni_conversations;
                insert into omni_briefings (tenant_id, id, conversation_id, source, occasion, way, ready_at)
                  select tenant_id, gen_random_uuid(), conversation_id, gen_random_uuid(), 'callback', 'note', now() - interval '1 minute'
                  from omni_handoffs;
                insert into omni_briefings (tenant_id, id, conversation_id, source, occasion, way)
                  select tenant_id, gen_random_uuid(), conversation_id, id, 'handoff', 'note' from omni_handoffs;
                """);
    }

    @Test
    void saysWhatItIsAboutBeforeThatSomebodyIsToBeCalledBack() {
        List<String> first = claim();
        List<String> meanwhile = claim();
        DATABASE.run("update omni_briefings set status = 'done' where occasion = 'handoff'");

        assertThat(first).containsExactly("handoff");
        assertThat(meanwhile).isEmpty();
        assertThat(claim()).containsExactly("callback");
    }

    @Test
    void saysThatSomebodyIsToBeCalledBackThoughTheBriefingCannotBeGiven() {
        DATABASE.run("update omni_briefings set status = 'dead' where occasion = 'handoff'");

        assertThat(claim()).containsExactly("callback");
    }

    private List<String> claim() {
        return database.sql(SqlFile.load("claim-briefings"))
                .param("most", 4)
                .param("lease_seconds", 60)
                .param("validity_seconds", 3600)
                .query((row, number) -> row.getString("occasion"))
                .list();
    }
}
