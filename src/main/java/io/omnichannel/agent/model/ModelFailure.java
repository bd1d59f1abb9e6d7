package io.omnichannel.agent.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;

/**
 * Why a model gave no answer, or not the whole of it.
 *
 * @param retryAfter how long the provider wants to be left alone; zero when it did not say
 */
record ModelFailure(Kind kind, Duration retryAfter) {

    enum Kind {
        /** No connection, or it broke before an answer. */
        UNREACHABLE(true),
        /** 429 or 529: too much for it now. */
        BUSY(true),
        /** 429 because the account has nothing left. */
        QUOTA(false),
        /** 401 or 403; the latter also when the address is not one that a tenant may name; and a key that cannot be sent. */
        REFUSED(false),
        /** Any other 4xx: the request itself is wrong, for us or for this model. */
        REQUEST(false),
        /** 5xx. */
        SERVER(true),
        /** The stream broke off, reported an error or was no stream of events. */
        STREAM(true),
        /** The provider's filter held the answer back. */
        FILTERED(false),
        /** Nothing came in time. */
        SLOW(true),
        /** Whoever might have been asked is being left alone. */
        PAUSED(false);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }
    }

    static ModelFailure of(Kind kind) {
        return new ModelFailure(kind, Duration.ZERO);
    }

    static ModelFailure of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedRequest refused) {
                return refused.failure();
            }
            if (cause instanceof IOException) {
                return of(cause instanceof JsonProcessingException ? Kind.STREAM : Kind.UNREACHABLE);
            }
        }
        return of(Kind.STREAM);
    }

    /** Whether the same request may do better in a moment. */
    boolean passing() {
        return kind.passing;
    }

    /** Whether asking anew in some minutes may do better. */
    boolean mayBeOverSoon() {
        return passing() || kind == Kind.PAUSED;
    }

    /** Whether it speaks against the provider or the credential, and not against this one request. */
    boolean isTheProviders() {
        return kind != Kind.REQUEST && kind != Kind.FILTERED && kind != Kind.PAUSED;
    }
}
