package io.omnichannel.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

class CallWriterTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RelayMetrics metrics = new RelayMetrics(meters);
    private final CallWriter writer = new CallWriter(metrics);
    private final List<String> written = new CopyOnWriteArrayList<>();

    @Test
    void writesInOrder() {
        for (int i = 0; i < 100; i++) {
            String name = "" + i;
            writer.submit(() -> written.add(name));
        }

        await().until(() -> written.size() == 100);
        assertThat(written)
                .isSortedAccordingTo((one, other) -> Integer.compare(Integer.parseInt(one), Integer.parseInt(other)));
    }

    @Test
    void triesAgainWhileTheDatabaseIsAwayAndKeepsTheOrder() {
        AtomicInteger tries = new AtomicInteger();
        writer.submit(() -> {
            if (tries.incrementAndGet() < 3) {
                throw new DataAccessResourceFailureException("away");
            }
            written.add("first");
        });
        writer.submit(() -> written.add("second"));

        await().untilAsserted(() -> assertThat(written).containsExactly("first", "second"));
        assertThat(lost()).isZero();
    }

    @Test
    void takesARowThatIsThereForWritten() {
        AtomicInteger tries = new AtomicInteger();
        writer.submit(() -> {
            tries.incrementAndGet();
            throw new DuplicateKeyException("committed before");
        });
        writer.submit(() -> written.add("next"));

        await().untilAsserted(() -> assertThat(written).containsExactly("next"));
        assertThat(tries).hasValue(1);
        assertThat(lost()).isZero();
    }

    @Test
    void givesUpAtOnceWhatCannotBeWrittenAndGoesOn() {
        writer.submit(() -> {
            throw new DataIntegrityViolationException("no such conversation");
        });
        writer.submit(() -> {
            throw new IllegalStateException("a mistake of ours");
        });
        writer.submit(() -> written.add("next"));

        await().untilAsserted(() -> assertThat(written).containsExactly("next"));
        await().untilAsserted(() -> assertThat(metrics.writesWaiting()).isZero());
        assertThat(lost()).isEqualTo(2);
    }

    private double lost() {
        return meters.get("omni.relay.writes.lost").counter().count();
    }
}
