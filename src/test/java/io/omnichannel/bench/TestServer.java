package io.omnichannel.bench;

import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.database.TestDatabase;
import io.omnichannel.twilio.DevelopmentToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** The program in a process of its own, on a database of its own, so that the generator's cost is not in its figures. */
final class TestServer implements AutoCloseable {

    static final int TENANTS = 100;

    private static final Path HOME = Path.of("target", "bench");
    private static final int START_SECONDS = 90;

    private final TestDatabase database;
    private final Process process;
    private final int port;
    private final String token;

    private TestServer(TestDatabase database, Process process, int port, String token) {
        this.database = database;
        this.process = process;
        this.port = port;
        this.token = token;
    }

    /** Starts and waits until webhooks are answered. @param settings {@code name=value} of the server */
    static TestServer start(String... settings) {
        TestDatabase database = TestDatabase.create();
        seed(database);
        try {
            int port = freePort();
            Files.createDirectories(HOME);
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path")));
            command.addAll(List.of(System.getProperty("bench.server", "-Dbench").split(" ")));
            command.addAll(List.of(
                    BenchApplication.class.getName(),
                    "--omnichannel.enabled=true",
                    "--omnichannel.data-dir=" + HOME.resolve("data"),
                    "--server.port=" + port,
                    "--management.server.port=0"));
            database.settings().forEach((name, value) -> command.add("--" + name + "=" + value));
            Stream.of(settings).map(setting -> "--" + setting).forEach(command::add);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(HOME.resolve("server.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            awaitAnswer(process, port);
            String token = DevelopmentToken.in(HOME.resolve("data")).token();
            return new TestServer(database, process, port, token);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What PostgreSQL does by itself within a busy minute. */
    void analyze() {
        database.run("analyze");
    }

    static String number(int tenant) {
        return "+3319901%04d".formatted(tenant);
    }

    TestDatabase database() {
        return database;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    int port() {
        return port;
    }

    /** What Twilio was told. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String token() {
        return token;
    }

    /** Bytes in use after full collections. */
    long heap() {
        return Long.parseLong(ask(BareDoors.HEAP));
    }

    /** How many of the relay's writes are not on disk yet. */
    long writesWaiting() {
        return Long.parseLong(ask(BareDoors.WRITES));
    }

    long socketsOpen() {
        return Long.parseLong(ask(BareDoors.SOCKETS));
    }

    private String ask(String path) {
        try (HttpConnection http = HttpConnection.to(port)) {
            http.exchange(HttpConnection.get(port, path));
            return http.body().strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void awaitAnswer(Process process, int port) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                break;
            }
            try (HttpConnection http = HttpConnection.to(port)) {
                if (http.exchange(HttpConnection.post(port, BareDoors.ROUTE, "", "")) == 200) {
                    return;
                }
            } catch (IOException notYet) {
                pause();
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("The server did not start; see " + HOME.resolve("server.log"));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void seed(TestDatabase database) {
        try (Connection connection = database.connect();
                PreparedStatement tenant = connection.prepareStatement("insert into omni_tenants values (?)");
                PreparedStatement settings = connection.prepareStatement(
                        "insert into omni_agent_configs (tenant_id, id, settings) values (?, ?, ?::jsonb)");
                PreparedStatement mapping = connection.prepareStatement(
                        "insert into omni_phone_mappings (tenant_id, id, phone_number) values (?, ?, ?)")) {
            String defaults = Jackson2ObjectMapperBuilder.json().build().writeValueAsString(AgentDefaults.settings());
            for (int i = 0; i < TENANTS; i++) {
                tenant.setString(1, "bench-" + i);
                settings.setString(1, "bench-" + i);
                settings.setObject(2, Uuid7.next());
                settings.setString(3, defaults);
                mapping.setString(1, "bench-" + i);
                mapping.setObject(2, Uuid7.next());
                mapping.setString(3, number(i));
                tenant.execute();
                settings.execute();
                mapping.execute();
            }
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
        }
        database.close();
    }
}
