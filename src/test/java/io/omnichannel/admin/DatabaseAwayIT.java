package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.admin.AdminClient.Reply;
import java.time.Duration;
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
        String database = world.database().queryForObject("select current_database()", String.class);
        Reply read;
        Reply write;
        world.administrator().execute("alter database " + database + " allow_connections false");
        try {
            world.administrator()
                    .queryForList("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", database);
            read = client.get("/agent/config?tenantId=away");
            write = client.put("/agent/config", "{\"tenantId\":\"away\"}");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(client.get("/health").status()).isEqualTo(503));
        } finally {
            world.administrator().execute("alter database " + database + " allow_connections true");
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
}
