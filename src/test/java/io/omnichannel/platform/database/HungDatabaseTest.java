package io.omnichannel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.platform.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server that neither answers nor closes its connections, and one that dies, seen through the pools. */
@Tag("faults")
class HungDatabaseTest {

    private EmbeddedPostgres postgres;
    private HikariDataSource intake;

    @BeforeEach
    void start(@TempDir Path data) {
        postgres = EmbeddedPostgres.start(data);
        intake = PoolLimits.INTAKE.pool("intake", postgres.login(), "", 4);
        assertThat(ask()).isEqualTo(1);
    }

    @AfterEach
    void stop() {
        intake.close();
        postgres.close();
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isAnErrorForAWebhookAndNoSilence() throws Exception {
        List<Long> processes = server();
        signal("STOP", processes);
        try {
            assertThatThrownBy(this::ask).isInstanceOf(DataAccessException.class);
        } finally {
            signal("CONT", processes);
        }

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> ask() == 1);
    }

    @Test
    void isFoundByTheProbeAndFoundAgainAfterARestart() {
        try (DatabaseProbe probe = DatabaseProbe.every(Duration.ofMillis(200), intake)) {
            assertThat(probe.state().up()).isTrue();

            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(20)).until(() -> !probe.state().up());
            assertThat(probe.state().error()).endsWith("Exception");
            await().atMost(Duration.ofSeconds(20)).until(() -> probe.state().up());
            assertThat(probe.state().error()).isEmpty();
        }
    }

    private int ask() {
        return JdbcClient.create(intake).sql("select 1").query(Integer.class).single();
    }

    private List<Long> server() {
        return Stream.concat(
                        ProcessHandle.of(postgres.pid()).stream(),
                        ProcessHandle.of(postgres.pid()).stream().flatMap(ProcessHandle::descendants))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static void signal(String name, List<Long> processes) throws Exception {
        for (long pid : processes) {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        }
    }
}
