package io.omnichannel.sentiment;

import java.util.Locale;

/**
 * What a customer's words feel like.
 *
 * @param score from -1, the worst, to 1
 */
public record Sentiment(double score) {

    private static final double FELT = 0.2;

    public Sentiment {
        if (!(score >= -1 && score <= 1)) {
            throw new IllegalArgumentException("A score goes from -1 to 1");
        }
    }

    /** The name of a score in the API and in the database. */
    public enum Label {
        POSITIVE,
        NEUTRAL,
        NEGATIVE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Label label() {
        if (Math.abs(score) < FELT) {
            return Label.NEUTRAL;
        }
        return score > 0 ? Label.POSITIVE : Label.NEGATIVE;
    }
}
