package io.omnichannel.bench;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioSignature;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * {@code java -jar} in an empty folder until the demo tenant's first call is answered, and a second start over the same
 * data. Where the time goes is read from outside: which files appear, which lines are logged.
 */
@Tag("bench")
class StartBench {

    private static final Path JAR = Path.of(System.getProperty("bench.jar", "target/omnichannel-1.0.0.jar"))
            .toAbsolutePath();
    private static final Path HOME = Path.of("target", "bench", "start").toAbsolutePath();
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);

    private static final List<String> STEPS = List.of(
            "PostgreSQL is asked for",
            "PostgreSQL is unpacked",
            "the cluster is made",
            "PostgreSQL runs",
            "the tables are made",
            "the routes run",
            "the first call is answered");

    @Test
    void answersTheFirstCall() throws Exception {
        assumeThat(JAR).as("built by: ./mvnw -DskipTests package").exists();
        List<Map<String, Double>> first = new ArrayList<>();
        List<Map<String, Double>> second = new ArrayList<>();
        for (int round = 1; round <= Math.min(3, Scale.rounds()); round++) {
            FileSystemUtils.deleteRecursively(HOME);
            first.add(start("first start, round " + round));
            second.add(start("second start, round " + round));
        }
        Figures.atMost("java -jar with an empty data directory to first answered call", median(first), 15, "s");
        Figures.fact("java -jar over the same data to first answered call", "%.1f s".formatted(median(second)));
    }

    private static double median(List<Map<String, Double>> rounds) {
        return Medians.of(rounds, steps -> steps.get(STEPS.getLast()));
    }

    private static Map<String, Double> start(String name) throws Exception {
        Files.createDirectories(HOME);
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(Stream.concat(
                        Stream.of(ProcessHandle.current().info().command().orElse("java")),
                        Stream.concat(
                                Stream.of(System.getProperty("bench.server", "-Dbench")
                                        .split(" ")),
                                Stream.of("-jar", JAR.toString())))
                .toList());
        command.directory(HOME.toFile()).redirectErrorStream(true);
        command.environment()
                .putAll(Map.of(
                        "OMNICHANNEL_ENABLED", "true",
                        "SERVER_PORT", Integer.toString(port),
                        "MANAGEMENT_SERVER_PORT", Integer.toString(freePort())));
        command.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("TWILIO") || variable.startsWith("SPRING"));
        long begin = System.nanoTime();
        Process process = command.start();
        Map<String, Double> seen = new ConcurrentHashMap<>();
        try {
            Thread.startVirtualThread(() -> readLog(process, begin, seen));
            Thread files = Thread.startVirtualThread(() -> watchFiles(process, begin, seen));
            await(process, port);
            seen.put(STEPS.getLast(), since(begin));
            files.join();
            Figures.fact(
                    name,
                    story(seen)
                            + "; processor time of Java %.1f s"
                                    .formatted(process.info()
                                                    .totalCpuDuration()
                                                    .orElse(Duration.ZERO)
                                                    .toMillis()
                                            / 1e3));
            return seen;
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static String story(Map<String, Double> seen) {
        StringBuilder story = new StringBuilder();
        for (String step : STEPS) {
            if (seen.containsKey(step)) {
                story.append(story.isEmpty() ? "" : ", ").append("%s %.2f s".formatted(step, seen.get(step)));
            }
        }
        return story.toString();
    }

    private static void readLog(Process process, long begin, Map<String, Double> seen) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("Embedded PostgreSQL started")) {
                    seen.putIfAbsent("PostgreSQL runs", since(begin));
                } else if (line.contains("Database is current")) {
                    seen.putIfAbsent("the tables are made", since(begin));
                } else if (line.contains("Routes startup")) {
                    seen.putIfAbsent("the routes run", since(begin));
                }
            }
        } catch (IOException ended) {
            // The process has ended, and with it its story.
        }
    }

    private static void watchFiles(Process process, long begin, Map<String, Double> seen) {
        Path data = HOME.resolve("data");
        boolean fresh = Files.notExists(data.resolve("postgres"));
        while (process.isAlive() && !seen.containsKey(STEPS.getLast())) {
            if (fresh) {
                note("PostgreSQL is asked for", Files.exists(data), begin, seen);
                note("PostgreSQL is unpacked", unpacked(data), begin, seen);
                note("the cluster is made", Files.exists(data.resolve("postgres")), begin, seen);
            }
            pause();
        }
    }

    private static void note(String step, boolean done, long begin, Map<String, Double> seen) {
        if (done) {
            seen.putIfAbsent(step, since(begin));
        }
    }

    private static boolean unpacked(Path data) {
        String[] files = data.toFile().list((folder, file) -> file.startsWith("pg-"));
        return files != null && files.length > 0;
    }

    /** Calls the demo tenant until somebody answers. */
    private static void await(Process process, int port) throws IOException {
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (HttpConnection http = HttpConnection.to(port)) {
                if (http.exchange(call(port)) == 200 && http.body().contains("<ConversationRelay")) {
                    return;
                }
            } catch (IOException notYet) {
                pause();
            }
        }
        throw new IllegalStateException("Nobody answered the first call");
    }

    private static byte[] call(int port) throws IOException {
        Path token = HOME.resolve("data").resolve("twilio-dev-token");
        if (Files.notExists(token)) {
            throw new IOException("There is no account yet");
        }
        Map<String, List<String>> form = new LinkedHashMap<>();
        form.put("AccountSid", List.of(TwilioCalls.ACCOUNT));
        form.put("CallSid", List.of("CA" + "%032x".formatted(System.nanoTime())));
        form.put("From", List.of("+33612345678"));
        form.put("To", List.of("+33199000001"));
        String signature = TwilioSignature.sign(
                Files.readString(token, StandardCharsets.UTF_8).strip(),
                "http://127.0.0.1:" + port + TwilioCalls.VOICE,
                new TwilioForm(form));
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(value.getFirst().replace("+", "%2B")));
        return HttpConnection.post(
                port,
                TwilioCalls.VOICE,
                "Content-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: " + signature + "\r\n",
                body.toString());
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
