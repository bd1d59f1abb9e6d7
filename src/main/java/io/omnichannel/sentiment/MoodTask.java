package io.omnichannel.sentiment;

import java.util.List;
import java.util.Locale;

/**
 * A reading in progress, as the routes branch on it.
 *
 * @param view null before the first look
 * @param by who is to read, {@code lexicon} or {@code model}; {@code nobody} when there is nothing to read
 * @param feelings what was read, one for each unread message
 * @param trend the weighted mean of the customer's last messages
 * @param change whether the trend has crossed a threshold
 */
public record MoodTask(
        MoodClaim claim, MoodView view, String by, List<Sentiment> feelings, double trend, Change change) {

    /** Where a customer's mood has gone. */
    public enum Change {
        NONE,
        FELL,
        RECOVERED;

        /** As the routes write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static MoodTask of(MoodClaim claim) {
        return new MoodTask(claim, null, "nobody", List.of(), 0, Change.NONE);
    }

    MoodTask toRead(MoodView seen, String reader) {
        return new MoodTask(claim, seen, reader, feelings, trend, change);
    }

    MoodTask read(List<Sentiment> found, String reader) {
        return new MoodTask(claim, view, reader, found, trend, change);
    }

    MoodTask moved(double to, Change crossing) {
        return new MoodTask(claim, view, by, feelings, to, crossing);
    }

    /** The texts that are to be read. */
    List<String> texts() {
        return view.unread().stream().map(Words::text).toList();
    }

    Locale language() {
        return view.language();
    }

    /** Without anybody's words. */
    @Override
    public String toString() {
        return "MoodTask[" + claim.conversation() + ", " + by + ", " + change + "]";
    }
}
