package io.omnichannel.sentiment;

import io.omnichannel.conversation.CustomerWords;
import io.omnichannel.messaging.NewWords;
import io.omnichannel.sentiment.Moods.Said;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where customers of interested tenants have just said or written something on this node. Thread-safe. */
@Component
class SaidWords implements CustomerWords, NewWords {

    /** When more is waiting than this the rest is found by looking. */
    private static final int MOST = 10_000;

    private final Set<Said> waiting = new LinkedHashSet<>();
    private volatile Set<String> tenants = Set.of();
    private volatile Runnable wake = () -> {};

    /** Somebody takes what is said. @param wake called when there is something */
    void follow(Runnable wake) {
        this.wake = wake;
    }

    /** Words of other tenants' customers are not for us. */
    void of(Set<String> interested) {
        tenants = interested;
    }

    @Override
    public void said(String tenant, UUID conversation, UUID message, String words) {
        written(tenant, conversation);
    }

    @Override
    public void written(String tenant, UUID conversation) {
        if (tenants.contains(tenant) && add(new Said(tenant, conversation))) {
            wake.run();
        }
    }

    private synchronized boolean add(Said said) {
        return waiting.size() < MOST && waiting.add(said);
    }

    /** At most so many, the first first; they are no longer waiting. */
    synchronized List<Said> take(int most) {
        List<Said> taken = waiting.stream().limit(most).toList();
        taken.forEach(waiting::remove);
        return taken;
    }
}
