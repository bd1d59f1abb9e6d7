package io.omnichannel.email;

/** A body larger than the limit: 413, nothing kept. */
public final class OversizedMail extends RuntimeException {

    OversizedMail(long maxBytes) {
        super("More than " + maxBytes + " bytes", null, false, false);
    }
}
