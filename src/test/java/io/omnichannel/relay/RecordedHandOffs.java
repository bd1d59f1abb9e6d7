package io.omnichannel.relay;

import io.omnichannel.conversation.HandOffs;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps the reasons of what a session announces; says, if told so, that somebody else was first. */
final class RecordedHandOffs implements HandOffs {

    private final Queue<String> reasons = new ConcurrentLinkedQueue<>();
    private volatile boolean told;
    private volatile Runnable onAnnouncing = () -> {};

    void alreadyTold() {
        told = true;
    }

    /** What happens while an announcement is being written. */
    void onAnnouncing(Runnable action) {
        onAnnouncing = action;
    }

    List<String> reasons() {
        return List.copyOf(reasons);
    }

    @Override
    public boolean announce(String tenant, UUID conversation, UUID call, String reason) {
        reasons.add(reason);
        boolean first = !told;
        told = true;
        onAnnouncing.run();
        return first;
    }

    @Override
    public void briefingDue() {
        throw new UnsupportedOperationException("A call tells no human by itself");
    }
}
