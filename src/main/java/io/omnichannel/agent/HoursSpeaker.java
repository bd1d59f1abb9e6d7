package io.omnichannel.agent;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says opening hours the way people do: "until 6 pm", "demain à 9 h 30". */
final class HoursSpeaker {

    private final Phrases phrases;

    HoursSpeaker(Phrases phrases) {
        this.phrases = phrases;
    }

    /** Answers about the day a question names, else about now. */
    String answer(OpeningHours hours, ZonedDateTime now, String question) {
        OpeningHours.State state = hours.at(now);
        return state instanceof OpeningHours.State.Always
                ? phrases.text(Phrase.OPEN_ALWAYS)
                : dayIn(question, now.toLocalDate())
                        .map(day -> day(day, hours.on(day)))
                        .orElseGet(() -> now(state, now));
    }

    private String now(OpeningHours.State state, ZonedDateTime now) {
        return switch (state) {
            case OpeningHours.State.Always always -> phrases.text(Phrase.OPEN_ALWAYS);
            case OpeningHours.State.OpenUntil open -> phrases.text(Phrase.OPEN_UNTIL, "time", until(open.end(), now));
            case OpeningHours.State.ClosedUntil closed ->
                phrases.text(Phrase.CLOSED_UNTIL, "time", from(closed.start(), now));
            case OpeningHours.State.Never never -> phrases.text(Phrase.CLOSED_ALWAYS);
        };
    }

    private String day(DayOfWeek day, List<OpeningHours.Span> spans) {
        if (spans.isEmpty()) {
            return phrases.text(Phrase.DAY_CLOSED, "day", name(day));
        }
        List<String> times = spans.stream()
                .map(span -> phrases.text(Phrase.TIME_SPAN, "from", clock(span.from()))
                        .replace("{to}", clock(span.to())))
                .toList();
        return phrases.text(Phrase.DAY_OPEN, "day", name(day)).replace("{times}", phrases.list(Phrase.AND, times));
    }

    private String until(ZonedDateTime end, ZonedDateTime now) {
        return end.isBefore(now.plusDays(1)) ? clock(end) : onDay(Phrase.TIME_UNTIL_DAY, end);
    }

    private String from(ZonedDateTime start, ZonedDateTime now) {
        if (start.toLocalDate().equals(now.toLocalDate())) {
            return phrases.text(Phrase.TIME_TODAY, "time", clock(start));
        }
        if (start.toLocalDate().equals(now.toLocalDate().plusDays(1))) {
            return phrases.text(Phrase.TIME_TOMORROW, "time", clock(start));
        }
        return onDay(Phrase.TIME_ON_DAY, start);
    }

    private String onDay(Phrase phrase, ZonedDateTime time) {
        return phrases.text(phrase, "day", name(time.getDayOfWeek())).replace("{time}", clock(time));
    }

    private String clock(ZonedDateTime time) {
        return clock(time.getHour() * 60 + time.getMinute());
    }

    private String clock(int minutes) {
        LocalTime time = LocalTime.of(minutes / 60 % 24, minutes % 60);
        if (time.equals(LocalTime.NOON)) {
            return phrases.text(Phrase.TIME_NOON);
        }
        if (time.equals(LocalTime.MIDNIGHT)) {
            return phrases.text(Phrase.TIME_MIDNIGHT);
        }
        String pattern = phrases.text(time.getMinute() == 0 ? Phrase.TIME_HOUR : Phrase.TIME_MINUTE);
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .format(time)
                .replace("AM", "am")
                .replace("PM", "pm");
    }

    private String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, phrases.language());
    }

    private Optional<DayOfWeek> dayIn(String question, LocalDate today) {
        List<String> words = List.of(PlainText.of(question).split(" "));
        if (words.contains("demain") || words.contains("tomorrow")) {
            return Optional.of(today.plusDays(1).getDayOfWeek());
        }
        return Stream.of(DayOfWeek.values())
                .filter(day -> Stream.of(Locale.FRENCH, Locale.ENGLISH)
                        .map(language ->
                                day.getDisplayName(TextStyle.FULL, language).toLowerCase(Locale.ROOT))
                        .anyMatch(name -> words.contains(name) || words.contains(name + "s")))
                .findFirst();
    }
}
