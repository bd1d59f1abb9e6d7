package io.omnichannel.relay;

import java.time.Duration;

/**
 * The end of a session: decided, then sent when the last sentence has been said, or later when the caller is heard. They can
 * stop most ends by speaking again. Guarded by the session's lock.
 */
final class Farewell {

    private static final Duration TWILIO_CLOSES_WITHIN = Duration.ofSeconds(5);
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(2);

    private static final Duration WORDS_WITHIN = Duration.ofSeconds(5);

    private final RelayTimer.Alarm alarm;
    private String frame = "";
    private Yields yields = Yields.TO_NOTHING;

    /** What of the caller's stops an end. */
    enum Yields {
        TO_NOTHING,
        /** A cough only puts it off. */
        TO_WORDS,
        TO_ANY_SOUND
    }

    Farewell(RelayTimer.Alarm alarm) {
        this.alarm = alarm;
    }

    /**
     * @param frame the {@code end} frame
     * @param yields what stops it
     * @param speechLeft how long the voice still needs
     */
    void decide(String frame, Yields yields, Duration speechLeft) {
        this.frame = frame;
        this.yields = yields;
        alarm.in(speechLeft);
    }

    boolean isDecided() {
        return !frame.isEmpty();
    }

    boolean isFinal() {
        return isDecided() && yields == Yields.TO_NOTHING;
    }

    /** The caller has spoken: a farewell that can be stopped is. */
    void revoke() {
        if (yields != Yields.TO_NOTHING) {
            frame = "";
            alarm.stop();
        }
    }

    /** Something is heard of the caller: what it does not stop waits for words. */
    void hear(Duration speechLeft) {
        if (yields == Yields.TO_ANY_SOUND) {
            revoke();
        } else if (yields == Yields.TO_WORDS && isDecided()) {
            alarm.in(speechLeft.compareTo(WORDS_WITHIN) > 0 ? speechLeft : WORDS_WITHIN);
        }
    }

    /** The alarm comes once more if what was said is not on disk by then. */
    void waitForWrites() {
        alarm.in(WRITTEN_WITHIN);
    }

    /** The frame, to be sent now; the alarm comes once more if Twilio does not close. */
    String take() {
        alarm.in(TWILIO_CLOSES_WITHIN);
        return frame;
    }

    void stop() {
        alarm.stop();
    }
}
