package io.omnichannel.relay;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one lock of a session. Frames from the socket, tokens from the agent and alarms of the clock all come through it,
 * and {@link Voice} sends nothing without it: so nothing of an interrupted answer leaves after the interrupt was read.
 */
final class SessionLock {

    private final ReentrantLock lock = new ReentrantLock();

    void run(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    <T> T get(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** The same change, for somebody who comes later and from another thread. */
    Runnable guarding(Runnable change) {
        return () -> run(change);
    }

    /** @throws IllegalStateException when this thread does not hold the lock */
    void mustBeHeld() {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("A relay session is changed or heard without its lock");
        }
    }
}
