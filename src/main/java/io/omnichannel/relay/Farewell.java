package io.omnichannel.relay;

import java.time.Duration;

/**
 * The end of a session: decided, then sent when the last sentence has been said. The caller can stop most ends by speaking
 * again. Guarded by the session's lock.
 */
final class Farewell {

    private static final Duration TWILIO_CLOSES_WITHIN = Duration.ofSeconds(5);
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(2);

    private final RelayTimer.Alarm alarm;
    private String frame = "";
    private boolean revocable;

    Farewell(RelayTimer.Alarm alarm) {
        this.alarm = alarm;
    }

    /**
     * @param frame the {@code end} frame
     * @param revocable whether the caller may still talk on
     * @param speechLeft how long the voice still needs
     */
    void decide(String frame, boolean revocable, Duration speechLeft) {
        this.frame = frame;
        this.revocable = revocable;
        alarm.in(speechLeft);
    }

    boolean isDecided() {
        return !frame.isEmpty();
    }

    boolean isFinal() {
        return isDecided() && !revocable;
    }

    /** The caller speaks: a farewell that can be stopped is. */
    void revoke() {
        if (revocable) {
            frame = "";
            alarm.stop();
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
