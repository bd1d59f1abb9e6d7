package io.omnichannel.simulator.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the caller hears over all sessions of a call, cut into answers, for threads that wait for it. */
final class Hearing {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<SpokenAnswer> unread = new ArrayDeque<>();
    private final List<LateFrame> late = new ArrayList<>();
    private final Utterance speech;
    private final StringBuilder running = new StringBuilder();
    private int frames;
    private long first;
    private long latest;
    private long asked;
    private boolean waitsForReply;
    private long interrupted;
    private boolean afterInterrupt;
    private boolean over;
    private Throwable failure;

    Hearing(double wordsPerSecond) {
        speech = new Utterance(wordsPerSecond);
    }

    void greeting(String text, long now) {
        locked(() -> speech.add(text, true, now));
    }

    void token(String token, boolean last, long now) {
        locked(() -> {
            if (afterInterrupt) {
                late.add(new LateFrame(Duration.ofNanos(now - interrupted), token));
            }
            if (frames++ == 0) {
                first = now;
            }
            latest = now;
            running.append(token);
            speech.add(token, last, now);
            if (last) {
                finish(SpokenAnswer.Ending.COMPLETE);
            }
        });
    }

    /** The caller said or pressed something: what was being said is taken as heard, what comes now answers it. */
    void asked(long now) {
        locked(() -> {
            speech.clear();
            asked = now;
            waitsForReply = true;
            afterInterrupt = false;
        });
    }

    /** The caller spoke into the agent's words: Twilio throws away what is queued. */
    void interrupted(long now) {
        locked(() -> {
            speech.clear();
            finish(SpokenAnswer.Ending.INTERRUPTED);
            interrupted = now;
            afterInterrupt = true;
        });
    }

    /** The session is over; another may follow. */
    void cut() {
        locked(() -> finish(SpokenAnswer.Ending.CUT));
    }

    /** Nothing will be heard any more. @param failure why, or null when the call just ended */
    void over(Throwable failure) {
        locked(() -> {
            this.failure = failure;
            over = true;
        });
    }

    void forgetUnread() {
        locked(unread::clear);
    }

    SpokenAnswer next(Duration timeout) {
        return waitFor(timeout, () -> !unread.isEmpty(), unread::poll);
    }

    /** @return the first words of what is being said, all of it when it ended sooner */
    String firstWords(int count, Duration timeout) {
        return waitFor(
                timeout, () -> speech.completeWords() >= count || speech.isClosed(), () -> speech.firstWords(count));
    }

    String heard(long now) {
        lock.lock();
        try {
            return speech.heard(now);
        } finally {
            lock.unlock();
        }
    }

    boolean isPlaying(long now) {
        lock.lock();
        try {
            return speech.isPlaying(now);
        } finally {
            lock.unlock();
        }
    }

    int milliseconds(long now) {
        lock.lock();
        try {
            return speech.milliseconds(now);
        } finally {
            lock.unlock();
        }
    }

    List<LateFrame> late() {
        lock.lock();
        try {
            return List.copyOf(late);
        } finally {
            lock.unlock();
        }
    }

    private void finish(SpokenAnswer.Ending ending) {
        boolean nothing = frames == 0 || (afterInterrupt && running.isEmpty());
        if (!nothing) {
            unread.add(
                    new SpokenAnswer(running.toString(), frames, waitsForReply ? asked : first, first, latest, ending));
            waitsForReply = false;
        }
        running.setLength(0);
        frames = 0;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T waitFor(Duration timeout, BooleanSupplier there, Supplier<T> result) {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (!there.getAsBoolean()) {
                if (over) {
                    throw new NoAnswer("The call is over", true, failure);
                }
                if (left <= 0) {
                    throw new NoAnswer("The agent said nothing within " + timeout.toMillis() + " ms", false, null);
                }
                left = changed.awaitNanos(left);
            }
            return result.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("Interrupted while the agent spoke", false, stopped);
        } finally {
            lock.unlock();
        }
    }
}
