package io.omnichannel.agent.model;

/** A stream of a model's words that is none, or ended before the words did. */
final class BrokenStream extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenStream(String what) {
        super(what);
    }
}
