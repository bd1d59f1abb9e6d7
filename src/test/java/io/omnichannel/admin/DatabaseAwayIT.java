package io.omnichannel.admin;

import static io.omnichannel.admin.AdminClient.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.admin.AdminClient.Reply;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class DatabaseAwayIT {

    @LocalServerPort
    int port;

    @Autowired
    World world;

    @Test
    void saysSoAndGoesOnWhenItIsBack() {
        AdminClient client = new AdminClient(port);
        client.put("/agent/config", "{\"tenantId\":\"away\"}");
        Reply read;
        Reply write;
        world.takeDatabaseAway();
        try {
            read = client.get("/agent/config?tenantId=away");
            write = client.put("/agent/config", "{\"tenantId\":\"away\"}");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(client.get("/health").status()).isEqualTo(503));
        } finally {
            world.openDatabase();
        }

        for (Reply reply : new Reply[] {read, write}) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(503);
            assertThat(reply.contentType()).isEqualTo("application/problem+json");
            assertThat(reply.json().get("code").asText()).isEqualTo("database_unavailable");
            assertThat(reply.header("Retry-After")).isNotEmpty();
            assertThat(reply.text()).doesNotContainIgnoringCase("sql", "hikari", "exception");
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(client.get("/agent/config?tenantId=away").status()).isEqualTo(200);
            assertThat(client.get("/health").status()).isEqualTo(200);
        });
    }

    @Test
    void asksForANarrowerSearchWhenOneTakesLongerThanAnybodyWaits() throws Exception {
        AdminClient client = new AdminClient(port);
        String list = "/conversations?tenantId=" + world.tenant(settings -> {}).id();

        Reply search = timedOut(() -> client.get(list + "&q=invoice"));
        Reply page = timedOut(() -> client.get(list));

        assertProblem(search, 400, "search_too_long");
        assertThat(search.json().get("detail").asText()).contains("narrow it");
        assertThat(search.json().at("/errors/0/field").asText()).isEqualTo("q");
        assertProblem(page, 503, "database_unavailable");
        assertThat(page.json().get("detail").asText()).contains("did not answer in time");
    }

    /** The server ends the statement as it ends one that has had its time. */
    private Reply timedOut(Callable<Reply> call) throws Exception {
        try (Connection other = world.connect();
                Statement hold = other.createStatement();
                ExecutorService operator = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            hold.execute("lock table omni_conversations in access exclusive mode");
            Future<Reply> reply = operator.submit(call);
            await().untilAsserted(() -> assertThat(world.database()
                            .queryForList(
                                    """
                                    select pg_cancel_backend(pid) from pg_stat_activity
                                    where datname = current_database() and wait_event_type = 'Lock'
                                      and query like '%updated_at desc, id desc%'""",
                                    Boolean.class))
                    .containsExactly(true));
            return reply.get();
        }
    }
}
