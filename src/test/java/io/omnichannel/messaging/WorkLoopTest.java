package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class WorkLoopTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final AtomicInteger looks = new AtomicInteger();
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    @Test
    void looksAtItsStart() throws InterruptedException {
        waiting.add("left by another");
        try (WorkLoop<String> loop = loop(2, NEVER)) {
            await().untilAsserted(() -> assertThat(done).containsExactly("left by another"));
        }
    }

    @Test
    void remembersALaterLookWhenASoonerOneIsDone() throws InterruptedException {
        try (WorkLoop<String> loop = loop(2, NEVER)) {
            await().until(() -> looks.get() == 1);
            loop.wakeIn(Duration.ofSeconds(4));
            loop.wakeIn(Duration.ofMillis(50));
            await().until(() -> looks.get() == 2);

            waiting.add("late");

            await().untilAsserted(() -> assertThat(done).containsExactly("late"));
        }
    }

    @Test
    void doesNotLetFreeHandsWaitForThoseThatHang() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < 64; i++) {
            waiting.add(i < 60 ? "hangs" : "short");
        }
        WorkLoop<String> loop = new WorkLoop<>("test", 64, NEVER, this::take, piece -> {
            if (piece.equals("hangs")) {
                await().until(() -> gate.getCount() == 0);
            }
            done.add(piece);
        });
        loop.start();
        await().until(() -> done.size() == 4);

        waiting.add("another");
        loop.wakeIn(Duration.ZERO);

        await().untilAsserted(() -> assertThat(done).contains("another"));
        gate.countDown();
        loop.close();
        assertThat(done).hasSize(65);
    }

    @Test
    void takesNothingMoreWhileAnotherIsStillToEnd() throws InterruptedException {
        WorkLoop<String> loop = loop(2, NEVER);
        await().until(() -> looks.get() == 1);

        loop.stopTaking();
        waiting.add("left to another");
        loop.wakeIn(Duration.ZERO);
        loop.close();

        assertThat(done).isEmpty();
        assertThat(looks).hasValue(1);
    }

    @Test
    void looksBehindWhatIsDone() throws InterruptedException {
        waiting.add("first");
        WorkLoop<String> loop = new WorkLoop<>("test", 2, NEVER, this::take, piece -> {
            if (piece.equals("first")) {
                waiting.add("waited for the first");
            }
            done.add(piece);
        });
        loop.start();

        await().untilAsserted(() -> assertThat(done).containsExactly("first", "waited for the first"));
        loop.close();
    }

    @Test
    void looksNowAndThenByItself() throws InterruptedException {
        try (WorkLoop<String> loop = loop(2, Duration.ofMillis(10))) {
            await().until(() -> looks.get() > 3);
        }
    }

    @Test
    void goesOnThoughOnePieceFails() throws InterruptedException {
        waiting.addAll(List.of("broken", "whole"));
        try (WorkLoop<String> loop = loop(1, Duration.ofMillis(10))) {
            await().untilAsserted(() -> assertThat(done).containsExactly("whole"));
        }
    }

    @Test
    void goesOnThoughLooksFailAndSaysSoOnceAndOnceMoreAtTheEnd(CapturedOutput log) throws InterruptedException {
        waiting.add("whole");
        WorkLoop<String> loop = new WorkLoop<>(
                "test",
                1,
                Duration.ofMillis(10),
                most -> {
                    if (looks.incrementAndGet() <= 5) {
                        throw new IllegalStateException("A stored message cannot be read");
                    }
                    return take(most);
                },
                done::add);
        loop.start();

        await().untilAsserted(() -> assertThat(done).containsExactly("whole"));
        loop.close();
        assertThat(log).containsOnlyOnce("cannot look for work").containsOnlyOnce("can look for work again");
    }

    @Test
    void finishesWhatItHasBegunBeforeItCloses() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        waiting.add("slow");
        WorkLoop<String> loop = new WorkLoop<>("test", 1, NEVER, this::take, piece -> {
            begun.countDown();
            await().until(() -> closing.getCount() == 0);
            done.add(piece);
        });
        loop.start();
        begun.await();

        FutureTask<Void> end = new FutureTask<>(() -> {
            loop.close();
            return null;
        });
        Thread closer = Thread.ofVirtual().start(end);
        await().until(() -> closer.getState().name().endsWith("WAITING"));
        closing.countDown();
        end.get();

        assertThat(done).containsExactly("slow");
    }

    @Test
    void takesNothingMoreOnceItIsToldToStop() throws InterruptedException {
        WorkLoop<String> loop = loop(2, NEVER);
        await().until(() -> looks.get() == 1);
        waiting.add("left to another");

        loop.close();

        assertThat(done).isEmpty();
        assertThat(waiting).containsExactly("left to another");
        assertThat(looks).hasValue(1);
    }

    @Test
    void takesNothingMoreThoughItWasWaitingForRoomWhenItWasToldToStop() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        waiting.addAll(List.of("slow", "left to another"));
        WorkLoop<String> loop = new WorkLoop<>("test", 1, NEVER, this::take, piece -> {
            await().until(() -> gate.getCount() == 0);
            done.add(piece);
        });
        loop.start();
        await().until(() -> looks.get() == 1);

        Thread closer = Thread.ofVirtual().start(() -> {
            try {
                loop.close();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        gate.countDown();
        closer.join();

        assertThat(done).containsExactly("slow");
        assertThat(looks).hasValue(1);
    }

    @Test
    void saysSoWhereItsEndDoesNotWaitForTheWorkAnyLonger(CapturedOutput log) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        waiting.add("endless");
        WorkLoop<String> loop = new WorkLoop<>("test", 1, 1, NEVER, Duration.ofMillis(20), this::take, piece -> {
            begun.countDown();
            await().until(() -> gate.getCount() == 0);
        });
        loop.start();
        begun.await();

        loop.close();

        assertThat(log).contains("test stops with work in progress; it is taken up again when its lease ends");
        gate.countDown();
    }

    private WorkLoop<String> loop(int width, Duration poll) {
        WorkLoop<String> loop = new WorkLoop<>("test", width, poll, this::take, piece -> {
            if (piece.equals("broken")) {
                throw new IllegalStateException("as asked");
            }
            done.add(piece);
        });
        loop.start();
        return loop;
    }

    private List<String> take(int most) {
        looks.incrementAndGet();
        String piece = waiting.poll();
        return piece == null ? List.of() : List.of(piece);
    }
}
