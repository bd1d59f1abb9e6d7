package io.omnichannel.faults;

import static org.awaitility.Awaitility.await;

import io.omnichannel.OmnichannelApplication;
import io.omnichannel.WithoutTestClasses;
import io.omnichannel.platform.postgres.DatabaseLogin;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.rest.TwilioRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;

/**
 * The program in a process of its own, live: with an account, and Twilio's double in the process of the test, where it
 * survives whatever happens to the program.
 */
final class ServerProcess implements AutoCloseable {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final Path home;
    private final DatabaseLogin database;
    private final int port;
    private final TwilioRest twilio;
    private Process process;

    private ServerProcess(String name, DatabaseLogin database) {
        this.home = Path.of("target", "faults", name);
        this.database = database;
        this.port = freePort();
        this.twilio = TwilioRest.start(TwilioAccount.of(url(), TOKEN));
    }

    /** Starts, and waits until webhooks are answered. */
    static ServerProcess on(String name, DatabaseLogin database) {
        ServerProcess server = new ServerProcess(name, database);
        server.start();
        server.awaitReady();
        return server;
    }

    TwilioRest twilio() {
        return twilio;
    }

    void start() {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName()));
        List.of(
                        "omnichannel.enabled=true",
                        "omnichannel.data-dir=" + home,
                        "omnichannel.public-url=" + url(),
                        "omnichannel.twilio-account-sid=" + TwilioAccount.SIMULATED_SID,
                        "omnichannel.twilio-auth-token=" + TOKEN,
                        "omnichannel.twilio-api-base-url=" + twilio.url(),
                        "omnichannel.debounce=100ms",
                        "omnichannel.agent.written-give-up-after=6s",
                        "omnichannel.lease=8s",
                        "omnichannel.look-after=2s",
                        "omnichannel.sending-pause=1s",
                        "omnichannel.gap.grace=2s",
                        "server.port=" + port,
                        "management.server.port=0",
                        "logging.structured.format.console=",
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password())
                .forEach(setting -> command.add("--" + setting));
        try {
            Files.createDirectories(home);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("server.log").toFile()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill} does. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    void awaitReady() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(url().resolve("/api/v1/omnichannel/health"))
                .timeout(Duration.ofSeconds(20))
                .build();
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> http.send(health, BodyHandlers.discarding()).statusCode() == 200);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @Override
    public void close() {
        stop();
        twilio.close();
    }

    /** The program without the components of the tests, which are on the class path. */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(OmnichannelApplication.class);
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("withoutTests", new WithoutTestClasses()));
        application.run(args);
    }
}
