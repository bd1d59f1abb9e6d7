package io.omnichannel.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Processor time of a stretch: the generator's, which is this process, and the server's.
 *
 * @param wall what the clock says
 * @param generator all threads of this process
 * @param server all threads of the server's process, without PostgreSQL
 */
record Cpu(Duration wall, Duration generator, Duration server) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static Cpu now(TestServer server) {
        return new Cpu(
                Duration.ofNanos(System.nanoTime()),
                Duration.ofNanos(SYSTEM.getProcessCpuTime()),
                server.process().info().totalCpuDuration().orElse(Duration.ZERO));
    }

    static double load() {
        return SYSTEM.getSystemLoadAverage();
    }

    Cpu since(Cpu begin) {
        return new Cpu(wall.minus(begin.wall), generator.minus(begin.generator), server.minus(begin.server));
    }

    /** Of all cores. */
    double generatorPercent() {
        return 100.0 * generator.toNanos() / wall.toNanos() / SYSTEM.getAvailableProcessors();
    }

    double serverPercent() {
        return 100.0 * server.toNanos() / wall.toNanos() / SYSTEM.getAvailableProcessors();
    }

    double serverMicros(long requests) {
        return requests == 0 ? 0 : server.toNanos() / 1000.0 / requests;
    }

    @Override
    public String toString() {
        return "generator %.0f %% of the processors, server %.0f %%".formatted(generatorPercent(), serverPercent());
    }
}
