package io.omnichannel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How benchmarks speak: one line a figure, {@code name: value · goal · met or not}. They never fail over time. */
public final class Figures {

    private static final int FORCES = 200;

    private Figures() {}

    /** A figure that is good when it is at most the goal. */
    public static void atMost(String name, double value, double goal, String unit) {
        print(name, value, "≤ " + number(goal) + " " + unit, unit, value <= goal);
    }

    /** A figure that is good when it is at least the goal. */
    public static void atLeast(String name, double value, double goal, String unit) {
        print(name, value, "≥ " + number(goal) + " " + unit, unit, value >= goal);
    }

    /** What helps to understand the figures around it. */
    public static void fact(String name, String value) {
        System.out.println("bench | " + name + ": " + value);
    }

    /** The machine, and the disk that commits wait for. */
    static void machine(TestServer server) {
        Runtime java = Runtime.getRuntime();
        fact(
                "machine",
                "%d cores, %s %s, Java %s, heap up to %d MB, load %.1f"
                        .formatted(
                                java.availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                System.getProperty("java.vm.version"),
                                java.maxMemory() >> 20,
                                Cpu.load()));
        try (Connection connection = server.database().connect()) {
            fact("database", "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException gone) {
            throw new IllegalStateException(gone);
        }
        fact("disk", disk());
    }

    /** How long the disk takes to keep something, which is what every commit waits for. */
    public static String disk() {
        Histogram nanos = forces();
        return "fdatasync p50 %.2f ms, p99 %.2f ms".formatted(millis(nanos, 50), millis(nanos, 99));
    }

    /** A percentile of nanoseconds. */
    public static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1_000_000.0;
    }

    private static void print(String name, double value, String goal, String unit, boolean met) {
        System.out.printf(
                Locale.ROOT,
                "bench | %s: %s %s · goal %s · %s%n",
                name,
                number(value),
                unit,
                goal,
                met ? "met" : "NOT met");
    }

    private static String number(double value) {
        return value == Math.rint(value) || Math.abs(value) >= 100 ? "%,.0f".formatted(value) : "%.2f".formatted(value);
    }

    private static Histogram forces() {
        Histogram nanos = new Histogram(3);
        try {
            Path file = Files.createTempFile(Path.of("target"), "fdatasync", ".bench");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ByteBuffer page = ByteBuffer.allocate(8192);
                channel.write(page, 0);
                channel.force(true);
                for (int i = 0; i < FORCES; i++) {
                    channel.write(page.clear().putInt(0, i), 0);
                    long begin = System.nanoTime();
                    channel.force(false);
                    nanos.recordValue(System.nanoTime() - begin);
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return nanos;
    }
}
