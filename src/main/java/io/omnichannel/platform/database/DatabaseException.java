package io.omnichannel.platform.database;

/** The database cannot be used as it is; the message says why and what to do. Stops the start. */
public class DatabaseException extends RuntimeException {

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
