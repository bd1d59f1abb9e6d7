package io.omnichannel.messaging.switching;

import java.time.Duration;

/** What one rule, or all of them, say about one channel. */
sealed interface Verdict {

    /** Nothing against it. */
    record Allow() implements Verdict {}

    /** Never, as things are. */
    record Refuse(String code) implements Verdict {}

    /** The customer has to say where. */
    record Ask(String code) implements Verdict {}

    /** Not now. */
    record Later(String code, Duration in) implements Verdict {}
}
