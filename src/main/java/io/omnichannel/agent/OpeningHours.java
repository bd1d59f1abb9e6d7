package io.omnichannel.agent;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * When a business is open, from {@code opening_hours}: a list of {@code ["09:00","18:00"]} per day, local time. A span whose
 * end is not after its start goes on into the next day; {@code 24:00} is the end of the day.
 */
final class OpeningHours {

    /** What can be said about one moment. */
    sealed interface State {
        record Always() implements State {}

        record OpenUntil(ZonedDateTime end) implements State {}

        record ClosedUntil(ZonedDateTime start) implements State {}

        record Never() implements State {}
    }

    /** Minutes after midnight; the end may lie in the next day. */
    record Span(int from, int to) {}

    private record Opening(ZonedDateTime start, ZonedDateTime end) {}

    private static final int DAY = 24 * 60;

    private final Map<String, List<List<String>>> week;

    private OpeningHours(Map<String, List<List<String>>> week) {
        this.week = week;
    }

    /** Null hours are open always. */
    static OpeningHours of(AgentSettings settings) {
        return new OpeningHours(settings.openingHours());
    }

    State at(ZonedDateTime now) {
        if (week == null) {
            return new State.Always();
        }
        for (Opening opening : around(now)) {
            if (opening.end().isAfter(now)) {
                if (opening.start().isAfter(now)) {
                    return new State.ClosedUntil(opening.start());
                }
                boolean endless = opening.end().isAfter(now.plusDays(6));
                return endless ? new State.Always() : new State.OpenUntil(opening.end());
            }
        }
        return new State.Never();
    }

    /** The spans that begin on a day, in order; none when closed, the whole day when open always. */
    List<Span> on(DayOfWeek day) {
        if (week == null) {
            return List.of(new Span(0, DAY));
        }
        String key = day.name().substring(0, 3).toLowerCase(Locale.ROOT);
        return week.getOrDefault(key, List.of()).stream()
                .map(span -> span(span.get(0), span.get(1)))
                .sorted(Comparator.comparingInt(Span::from))
                .toList();
    }

    /** From yesterday, which may reach into today, over a week; spans that touch are one. */
    private List<Opening> around(ZonedDateTime now) {
        List<Opening> openings = new ArrayList<>();
        IntStream.rangeClosed(-1, 8)
                .mapToObj(day -> now.toLocalDate().plusDays(day))
                .flatMap(date -> on(date.getDayOfWeek()).stream()
                        .map(span ->
                                new Opening(at(date, span.from(), now.getZone()), at(date, span.to(), now.getZone()))))
                .forEach(opening -> join(openings, opening));
        return openings;
    }

    private static void join(List<Opening> openings, Opening next) {
        if (openings.isEmpty() || next.start().isAfter(openings.getLast().end())) {
            openings.add(next);
        } else if (next.end().isAfter(openings.getLast().end())) {
            openings.add(new Opening(openings.removeLast().start(), next.end()));
        }
    }

    private static ZonedDateTime at(LocalDate date, int minutes, ZoneId zone) {
        return date.plusDays(minutes / DAY)
                .atTime(minutes % DAY / 60, minutes % 60)
                .atZone(zone);
    }

    private static Span span(String from, String to) {
        int start = minutes(from);
        int end = minutes(to);
        return new Span(start, end > start ? end : end + DAY);
    }

    private static int minutes(String clock) {
        String[] parts = clock.split(":");
        return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
    }
}
