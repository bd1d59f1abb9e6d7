package io.omnichannel.conversation;

import java.util.UUID;

/** Somebody who is told what callers say, once it is on disk and off the path of the answer. */
@FunctionalInterface
public interface CustomerWords {

    void said(String tenant, UUID conversation, UUID message, String words);
}
