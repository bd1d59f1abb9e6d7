package io.omnichannel.messaging.outbox;

/** More status callbacks came at once than the database could be asked about: overload, and whoever sent this one asks again. */
final class TooManyStatusCallbacks extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyStatusCallbacks() {
        super("Too many status callbacks at once");
    }
}
