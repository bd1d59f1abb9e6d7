package io.omnichannel.simulator.model;

/** A request that came to the double, and what became of its answer. Times are {@link System#nanoTime()}. */
public final class ModelExchange {

    private final ModelRequest request;
    private final String authorization;
    private final long arrivedAt = System.nanoTime();
    private volatile boolean hungUp;
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

    /** Whether a write failed because nobody listens any more. */
    public boolean isHungUp() {
        return hungUp;
    }

    /** Whether the double has done with it. */
    public boolean isOver() {
        return over;
    }

    void hungUp() {
        hungUp = true;
    }

    void over() {
        over = true;
    }
}
