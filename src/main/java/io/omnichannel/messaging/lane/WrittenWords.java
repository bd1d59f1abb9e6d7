package io.omnichannel.messaging.lane;

import io.omnichannel.messaging.StoredMessage;

/** Somebody who reads what customers write before it is answered. */
@FunctionalInterface
public interface WrittenWords {

    /**
     * @param view the conversation that the message is in
     * @return whether the message was for the reader and needs no other answer; the same when it is read again
     */
    boolean read(LaneView view, StoredMessage message);
}
