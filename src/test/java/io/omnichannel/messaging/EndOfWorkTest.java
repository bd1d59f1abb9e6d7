package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

class EndOfWorkTest {

    private final ApplicationContext program = new StaticApplicationContext();
    private final Queue<String> stopped = new ConcurrentLinkedQueue<>();

    @Test
    void stopsAllWorkersWhenTheProgramEnds() throws InterruptedException {
        ending(() -> stopped.add("one"), () -> stopped.add("another"));

        assertThat(stopped).containsExactlyInAnyOrder("one", "another");
    }

    @Test
    void stopsThemTogetherSoThatTheEndTakesTheLongestAndNotTheSum() throws InterruptedException {
        // Each is done only when the other has begun to stop.
        CountDownLatch both = new CountDownLatch(2);
        Worker worker = () -> {
            both.countDown();
            if (both.await(1, TimeUnit.MINUTES)) {
                stopped.add("in time");
            }
        };

        ending(worker, worker);

        assertThat(stopped).hasSize(2);
    }

    @Test
    void stopsTheOthersWhereOneFails() {
        assertThatCode(() -> ending(
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        () -> stopped.add("another")))
                .doesNotThrowAnyException();

        assertThat(stopped).containsExactly("another");
    }

    @Test
    void stopsNobodyWhenOnlyTheManagementServerEnds() throws InterruptedException {
        new EndOfWork(program, List.of(() -> stopped.add("one")))
                .end(new ContextClosedEvent(new StaticApplicationContext()));

        assertThat(stopped).isEmpty();
    }

    private void ending(Worker... workers) throws InterruptedException {
        new EndOfWork(program, List.of(workers)).end(new ContextClosedEvent(program));
    }
}
