package io.omnichannel.messaging;

import java.util.UUID;

/** Somebody who wants to know where customers have written; only takes note, on the thread that took the message in. */
@FunctionalInterface
public interface NewWords {

    /** A message is on disk. */
    void written(String tenant, UUID conversation);
}
