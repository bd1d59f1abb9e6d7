package io.omnichannel.email;

/** A proved body that cannot be read; the message names the place, never the content. Sending it again does not help. */
public final class MalformedMail extends RuntimeException {

    MalformedMail(String message) {
        super(message);
    }

    MalformedMail(String message, Throwable cause) {
        super(message, cause);
    }
}
