package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.database.TestDatabase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a key is known that has changed meanwhile. */
class TenantModelKeysTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HikariDataSource POOL = DATABASE.appPool();
    private static final String URL = "https://models.example/v1";

    private final AtomicLong now = new AtomicLong();
    private final TenantModelKeys keys = new TenantModelKeys(TestDatabase.tenantSql(POOL), now::get);

    @AfterAll
    static void close() {
        POOL.close();
        DATABASE.close();
    }

    @BeforeEach
    void keepAWrongKey() {
        DATABASE.run("insert into omni_tenants values ('t') on conflict do nothing");
        DATABASE.run("insert into omni_agent_configs (tenant_id, id, settings, secrets) values ('t', '" + Uuid7.next()
                + "', '{\"llm\":{\"base_url\":\"" + URL + "\"}}', '{}') on conflict do nothing");
        correct("wrong");
        assertThat(keys.keyOf("t", URL)).hasValue("wrong");
        correct("right");
    }

    @Test
    void isReadAnewAfterHalfAMinuteAtTheLatest() {
        // Refreshed behind whoever asks, which is all that a key in use ever is.
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        await().untilAsserted(() -> assertThat(keys.keyOf("t", URL)).hasValue("right"));
        correct("newer");

        now.addAndGet(Duration.ofSeconds(31).toNanos());

        assertThat(keys.keyOf("t", URL)).hasValue("newer");
    }

    @Test
    void isReadAnewAtOnceWhereItWasCorrected() {
        keys.forget("another");
        assertThat(keys.keyOf("t", URL)).hasValue("wrong");

        keys.forget("t");

        assertThat(keys.keyOf("t", URL)).hasValue("right");
    }

    private static void correct(String key) {
        DATABASE.run("update omni_agent_configs set secrets = '{\"llm\":{\"api_key\":\"" + key + "\"}}'");
    }
}
