package io.omnichannel.conversation;

import java.util.UUID;

/** Where hand-offs to a human are known, whoever began them. Thread-safe. */
public interface HandOffs {

    /**
     * A caller is about to be told that a human takes over.
     *
     * @return false when they have been told already, in this call or by another channel. Blocks until it is on disk
     */
    boolean announce(String tenant, UUID conversation, UUID call, String reason);

    /** Something that a human has to be told was written to the database. */
    void briefingDue();
}
