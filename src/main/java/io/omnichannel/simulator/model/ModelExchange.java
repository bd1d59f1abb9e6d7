package io.omnichannel.simulator.model;

/** A request that came to the double, and what became of its answer. Times are {@link System#nanoTime()}. */
public final class ModelExchange {

    private final ModelRequest request;
    private final String authorization;
    private final long arrivedAt = System.nanoTime();
    private volatile long firstWordAt;
    private volatile long hungUpAt;
    private volatile int pieces;
    private volatile boolean over;

    ModelExchange(ModelRequest request, String authorization) {
        this.request = request;
        this.authorization = authorization;
    }

    public ModelRequest request() {
        return request;
    }

    /** The header of that name. */
    public String authorization() {
        return authorization;
    }

    public long arrivedAt() {
        return arrivedAt;
    }

    /** 0 while there is none. */
    public long firstWordAt() {
        return firstWordAt;
    }

    /** Whether a write failed because nobody listens any more. */
    public boolean isHungUp() {
        return hungUpAt != 0;
    }

    /** 0 while somebody listens. */
    public long hungUpAt() {
        return hungUpAt;
    }

    /** How many events were written. */
    public int pieces() {
        return pieces;
    }

    /** Whether the double has done with it. */
    public boolean isOver() {
        return over;
    }

    void wrote() {
        if (pieces++ == 0) {
            firstWordAt = System.nanoTime();
        }
    }

    void hungUp() {
        hungUpAt = System.nanoTime();
    }

    void over() {
        over = true;
    }
}
