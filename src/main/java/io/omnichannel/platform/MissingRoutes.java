package io.omnichannel.platform;

/** There are no routes where they were said to be. */
public final class MissingRoutes extends IllegalStateException {

    private final String cure;

    MissingRoutes(String problem, String cure) {
        super(problem);
        this.cure = cure;
    }

    public String cure() {
        return cure;
    }
}
