package io.omnichannel.messaging;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks now and then for conversations that have something new and of which nobody was told: a little way back each time,
 * further the first time and every so often. Of a loop's one thread.
 */
public final class TimelineFollower {

    /** Longer than any transaction that writes into a conversation takes. */
    public static final Duration WIDE_WINDOW = Duration.ofMinutes(10);

    static final int WIDE_EVERY = 60;

    private final Duration poll;
    private final Duration window;
    private final Supplier<Duration> first;
    private final Consumer<Duration> follow;
    private long looks;
    private long nextLook = System.nanoTime();

    /**
     * @param poll how often it looks
     * @param window longer than a transaction that writes into a conversation usually takes
     * @param first how far back the first look goes, for what came while nobody looked
     * @param follow looks so far back
     */
    public TimelineFollower(Duration poll, Duration window, Supplier<Duration> first, Consumer<Duration> follow) {
        this.poll = poll;
        this.window = window.plus(poll);
        this.first = first;
        this.follow = follow;
    }

    public boolean isDue() {
        return System.nanoTime() - nextLook >= 0;
    }

    /** Looks; one that fails is made again, as far back. */
    public void look() {
        follow.accept(looks == 0 ? first.get() : looks % WIDE_EVERY == 0 ? WIDE_WINDOW : window);
        looks++;
        skip();
    }

    /** There is nobody to look for, for now. */
    public void skip() {
        nextLook = System.nanoTime() + poll.toNanos();
    }
}
