package io.omnichannel.messaging.intake;

import io.omnichannel.conversation.Channel;
import io.omnichannel.twilio.LoggedMessage;
import io.omnichannel.twilio.MessageLog;
import io.omnichannel.twilio.TextAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The search through Twilio's list for one of our numbers, a page after the other. For one exchange. */
public final class GapSearch {

    /** Our clock and Twilio's differ, and its list is a little late. */
    static final Duration OVERLAP = Duration.ofMinutes(5);

    private final Gap gap;
    private final Instant horizon;
    private final Deque<String> queries = new ArrayDeque<>();
    private final List<LoggedMessage> missing = new ArrayList<>();
    private boolean underWay;

    /** @param grace how long a webhook may be on its way */
    GapSearch(Gap gap, Duration grace) {
        this.gap = gap;
        this.horizon = gap.now().minus(grace);
        TextAddress number = new TextAddress("phone", gap.number());
        gap.channels()
                .forEach(channel -> queries.add(MessageLog.query(
                        number.wire(Channel.of(channel)), gap.since().minus(OVERLAP))));
    }

    Gap gap() {
        return gap;
    }

    /** Whether there is a page to be asked for. */
    public boolean unfinished() {
        return !queries.isEmpty();
    }

    /** What to ask Twilio now. */
    String query() {
        return queries.getFirst();
    }

    /** @param unknown those of the page's messages that we do not have */
    void took(MessageLog page, Set<String> unknown) {
        queries.removeFirst();
        if (!page.next().isEmpty()) {
            queries.addFirst(page.next());
        }
        for (LoggedMessage message : page.received()) {
            if (unknown.contains(message.sid())) {
                // Its webhook says more than the list does; it is waited for.
                if (message.at().isAfter(horizon)) {
                    underWay = true;
                } else {
                    missing.add(message);
                }
            }
        }
    }

    /** What we do not have, oldest first. */
    List<LoggedMessage> missing() {
        // Twilio's times are whole seconds; within one, its list is newest first.
        return missing.reversed().stream()
                .sorted(Comparator.comparing(LoggedMessage::at))
                .toList();
    }

    /** Up to here nothing is missing any more. */
    Instant horizon() {
        return horizon;
    }

    /** Whether webhooks were still on their way. */
    boolean underWay() {
        return underWay;
    }
}
