package io.omnichannel.voices;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How many syntheses may run at ElevenLabs at once. Its answers say how many the plan allows and how many run, those of
 * other programs included; we wait here for our turn instead of being refused there. Thread-safe.
 */
@Component
final class ElevenLabsSlots {

    /** What the smallest plan allows for the fast models. */
    private static final int UNTIL_TOLD = 4;

    // A stream that nobody closed must not hold its place for ever.
    private static final long LEASE = TimeUnit.SECONDS.toNanos(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Deque<Slot> taken = new ArrayDeque<>();
    private final long patience;
    private int allowed = UNTIL_TOLD;
    private int others;

    /** A place; given back once. */
    final class Slot implements AutoCloseable {
        private final long since = System.nanoTime();

        @Override
        public void close() {
            lock.lock();
            try {
                taken.remove(this);
                freed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    ElevenLabsSlots(@Value("${omnichannel.voices.slot-patience:1s}") Duration patience) {
        this.patience = patience.toNanos();
    }

    /** @throws ProviderFailure when no place becomes free in time */
    Slot take() throws InterruptedException {
        long left = patience;
        lock.lockInterruptibly();
        try {
            while (full()) {
                if (left <= 0) {
                    throw new ProviderFailure(VoiceProvider.ELEVENLABS, FailureCategory.RATE_LIMIT);
                }
                left = freed.awaitNanos(left);
            }
            Slot slot = new Slot();
            taken.add(slot);
            return slot;
        } finally {
            lock.unlock();
        }
    }

    /** What an answer's headers said; anything unreadable changes nothing. */
    void told(String current, String maximum) {
        if (current == null || maximum == null || !current.matches("\\d{1,4}") || !maximum.matches("\\d{1,4}")) {
            return;
        }
        lock.lock();
        try {
            allowed = Math.max(1, Integer.parseInt(maximum));
            others = Math.max(0, Integer.parseInt(current) - taken.size());
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean full() {
        long now = System.nanoTime();
        taken.removeIf(slot -> now - slot.since > LEASE);
        // With none of ours there nothing would ever tell that the others are gone.
        return !taken.isEmpty() && taken.size() + others >= allowed;
    }
}
