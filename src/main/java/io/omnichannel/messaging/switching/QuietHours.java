package io.omnichannel.messaging.switching;

import io.omnichannel.agent.AgentSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The hours of the tenant's day in which nobody is written to or called who did not ask for it. */
final class QuietHours {

    private QuietHours() {}

    /** How long they last from here on; empty outside of them. */
    static Optional<Duration> left(AgentSettings settings, Instant now) {
        if (settings.quietHours() == null) {
            return Optional.empty();
        }
        ZonedDateTime local = now.atZone(settings.timeZone());
        LocalTime from = time(settings.quietHours().get(0));
        LocalTime to = time(settings.quietHours().get(1));
        LocalTime time = local.toLocalTime();
        boolean overMidnight = !from.isBefore(to);
        boolean quiet =
                overMidnight ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
        if (!quiet) {
            return Optional.empty();
        }
        ZonedDateTime end = local.with(to);
        return Optional.of(Duration.between(local, end.isAfter(local) ? end : end.plusDays(1)));
    }

    /** 24:00 is the day's end. */
    private static LocalTime time(String clock) {
        return clock.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(clock);
    }
}
