package io.omnichannel.agent;

import java.time.Instant;

/** What may be said of a business's opening hours, in the words of {@code phrases_fr} and {@code phrases_en}. */
public final class BusinessHours {

    private BusinessHours() {}

    /**
     * @param day a day of the week or "tomorrow", in French or English; anything else asks about now
     * @return a sentence in the turn's language
     */
    public static String told(Turn turn, Instant now, String day) {
        return new HoursSpeaker(Phrases.in(turn.language()))
                .answer(
                        OpeningHours.of(turn.settings()),
                        now.atZone(turn.settings().timeZone()),
                        day);
    }
}
