package io.omnichannel.simulator.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The relay sessions of one call, one after the other, and the wait for the next. */
final class Sessions {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private SimulatedRelay latest;
    private int opened;
    private boolean over;
    private volatile Runnable first = () -> {};

    void opened(SimulatedRelay session) {
        lock.lock();
        try {
            latest = session;
            opened++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (opened == 1) {
            first.run();
        }
    }

    /** What is done when the first has been opened; to be set before the call begins. */
    void whenOpened(Runnable action) {
        first = action;
    }

    /** There will be no more. */
    void over() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many were opened. @return false when the call is over without */
    boolean await(int number, Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (opened < number && !over) {
                if (left <= 0) {
                    throw new IllegalStateException("No relay session " + number + " within " + timeout);
                }
                left = changed.awaitNanos(left);
            }
            return opened >= number;
        } finally {
            lock.unlock();
        }
    }

    Optional<SimulatedRelay> latest() {
        lock.lock();
        try {
            return Optional.ofNullable(latest);
        } finally {
            lock.unlock();
        }
    }
}
