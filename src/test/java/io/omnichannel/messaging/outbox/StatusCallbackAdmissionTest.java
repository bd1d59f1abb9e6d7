package io.omnichannel.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class StatusCallbackAdmissionTest {

    private final StatusCallbackAdmission admission = new StatusCallbackAdmission(1, Duration.ofHours(1));
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void letsTheNextOneInWhenATurnIsOver() throws InterruptedException {
        CompletableFuture<String> first = begin(() -> "first");
        CompletableFuture<String> second = take(() -> "second");

        gate.countDown();

        assertThat(first.join() + second.join()).isEqualTo("firstsecond");
    }

    @Test
    void refusesInAMomentWhoeverWaitsWhileNothingIsAnswered() throws InterruptedException {
        assertThatThrownBy(() -> admission.take(() -> {
                    throw new DataAccessResourceFailureException("away");
                }))
                .isInstanceOf(DataAccessResourceFailureException.class);
        begin(() -> "slow");

        // Whoever waits while it is answered would wait for an hour.
        assertThat(take(() -> "late"))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .withCauseInstanceOf(TooManyStatusCallbacks.class);
        gate.countDown();
    }

    private CompletableFuture<String> begin(Supplier<String> result) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> taken = take(() -> {
            begun.countDown();
            await().until(() -> gate.getCount() == 0);
            return result.get();
        });
        begun.await();
        return taken;
    }

    private CompletableFuture<String> take(Supplier<String> action) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return admission.take(action);
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                },
                Thread::startVirtualThread);
    }
}
