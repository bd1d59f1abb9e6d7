package io.omnichannel.messaging;

import java.util.UUID;

/** Somebody who reads what customers write before it is answered. */
@FunctionalInterface
public interface WrittenWords {

    /** @return whether the message was for the reader and needs no other answer; the same when it is read again */
    boolean read(String tenant, UUID conversation, StoredMessage message);
}
