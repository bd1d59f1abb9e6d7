package io.omnichannel.platform.postgres;

/** The embedded database cannot do what was asked; the message says why and what to do. */
public class EmbeddedPostgresException extends RuntimeException {

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
