package io.omnichannel.messaging;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Takes work from the database and does it side by side, on virtual threads. It is woken when work was written on this
 * node; looking by itself now and then is for what another node wrote or left.
 *
 * @param <W> one piece of work
 */
public final class WorkLoop<W> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
    private static final Duration GOODBYE = Duration.ofSeconds(15);
    private static final long STEP_NANOS = 10_000_000;
    // After a look that found something: where there is more, it comes together.
    private static final Duration BREATH = Duration.ofMillis(10);
    // How long free hands wait for others before they look for work alone.
    private static final Duration GATHERING = Duration.ofMillis(10);

    private final String name;
    private final int held;
    private final Duration poll;
    private final Duration goodbye;
    private final IntFunction<List<W>> claim;
    private final Consumer<W> work;
    private final Semaphore free;
    private final Semaphore hands;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final TreeSet<Long> looks = new TreeSet<>();
    private volatile boolean closing;
    private volatile boolean closed;
    private volatile long end;
    private Thread thread;
    // Of the loop's one thread.
    private boolean blind;
    private long lookAgain = System.nanoTime();

    /**
     * @param width how many pieces at the same time
     * @param claim takes at most so many pieces
     * @param work does one; an exception is logged and the piece comes back when its lease ends
     */
    public WorkLoop(String name, int width, Duration poll, IntFunction<List<W>> claim, Consumer<W> work) {
        this(name, width, width, poll, claim, work);
    }

    /**
     * @param held how many pieces are taken, being done or next: with few done at a time, looking for each of them would
     *     take longer than doing them
     */
    public WorkLoop(String name, int width, int held, Duration poll, IntFunction<List<W>> claim, Consumer<W> work) {
        this(name, width, held, poll, GOODBYE, claim, work);
    }

    /** @param goodbye how long its end waits for what is being done, looking included */
    WorkLoop(
            String name,
            int width,
            int held,
            Duration poll,
            Duration goodbye,
            IntFunction<List<W>> claim,
            Consumer<W> work) {
        this.name = name;
        this.held = held;
        this.poll = poll;
        this.goodbye = goodbye;
        this.claim = claim;
        this.work = work;
        this.free = new Semaphore(held);
        // In turn: what was taken first is done first.
        this.hands = new Semaphore(width, true);
    }

    public void start() {
        wakeIn(Duration.ZERO);
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** There will be work in so long; what is done is looked behind without being told. */
    public void wakeIn(Duration delay) {
        long now = System.nanoTime();
        // What becomes ready within one step is taken together.
        long look = delay.isZero() ? now : Math.ceilDiv(now + delay.toNanos(), STEP_NANOS) * STEP_NANOS;
        lock.lock();
        try {
            boolean soonest = looks.isEmpty() || look < looks.first();
            looks.add(look);
            // Nobody is woken only to sleep on.
            if (soonest) {
                woken.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        int least = 1;
        try {
            while (!closing) {
                awaitTime();
                awaitRoom(least);
                // It may have been woken to stop, or told so while it waited for room.
                if (!closing) {
                    // While more waits than we can do, some room is waited for: looking costs as much for one as for
                    // many.
                    least = takeWhatIsThere() ? Math.max(1, held / 4) : 1;
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitRoom(int wished) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, lookAgain - System.nanoTime())));
        int room = wished;
        if (!free.tryAcquire(wished, GATHERING.toNanos(), TimeUnit.NANOSECONDS)) {
            room = 1;
            free.acquire();
        }
        free.release(room);
    }

    /** @return whether there is more */
    private boolean takeWhatIsThere() {
        int most = Math.max(1, free.availablePermits());
        List<W> pieces;
        try {
            pieces = claim.apply(most);
        } catch (RuntimeException failed) {
            // Whatever it was: a loop that ended here would be missed by nobody until customers are.
            if (!blind) {
                LOG.warn(
                        "{} cannot look for work and goes on trying: {}",
                        name,
                        failed.getClass().getSimpleName());
            }
            blind = true;
            return false;
        }
        if (blind) {
            LOG.info("{} can look for work again", name);
            blind = false;
        }
        for (W piece : pieces) {
            free.acquireUninterruptibly();
            Thread.ofVirtual().name(name + "-work").start(() -> attempt(piece));
        }
        if (pieces.isEmpty()) {
            return false;
        }
        lookAgain = System.nanoTime() + BREATH.toNanos();
        // Fewer than asked for need not be all: a claim is shared out among tenants before it is known what each has.
        wakeIn(Duration.ZERO);
        return pieces.size() == most;
    }

    private void attempt(W piece) {
        hands.acquireUninterruptibly();
        try {
            work.accept(piece);
        } catch (RuntimeException failed) {
            LOG.error(
                    "{} failed: {}",
                    name,
                    NestedExceptionUtils.getMostSpecificCause(failed).getClass().getSimpleName());
        } finally {
            hands.release();
            free.release();
            // What waited for this piece, behind it or of its tenant, may be done now.
            wakeIn(Duration.ZERO);
        }
    }

    private void awaitTime() throws InterruptedException {
        lock.lock();
        try {
            long backstop = System.nanoTime() + poll.toNanos();
            long left = untilLook(backstop);
            while (left > 0 && !closing) {
                woken.awaitNanos(left);
                left = untilLook(backstop);
            }
            looks.headSet(System.nanoTime(), true).clear();
        } finally {
            lock.unlock();
        }
    }

    private long untilLook(long backstop) {
        long next = looks.isEmpty() ? backstop : Math.min(backstop, looks.first());
        return next - System.nanoTime();
    }

    /** Takes nothing more; what was taken is done. From here on its end is counted. */
    public void stopTaking() {
        if (!closing) {
            end = System.nanoTime() + goodbye.toNanos();
            closing = true;
            wakeIn(Duration.ZERO);
        }
    }

    /** Takes nothing more and waits for what is being done; nothing to do for a loop that never began, or the second time. */
    @Override
    public void close() throws InterruptedException {
        if (closed) {
            return;
        }
        closed = true;
        stopTaking();
        if (thread != null) {
            thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        if (!free.tryAcquire(held, end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            LOG.warn("{} stops with work in progress; it is taken up again when its lease ends", name);
        }
    }
}
