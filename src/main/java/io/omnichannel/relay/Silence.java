package io.omnichannel.relay;

import java.time.Duration;

/** Notices that the caller says nothing. Guarded by the session's lock. */
final class Silence {

    private final RelayTimer.Alarm alarm;
    private final Duration patience;
    private final int nudges;
    private int nudged;

    /**
     * @param alarm what to do when it has been silent for long enough
     * @param patience zero: for ever
     * @param nudges how often to ask before giving up
     */
    Silence(RelayTimer.Alarm alarm, Duration patience, int nudges) {
        this.alarm = alarm;
        this.patience = patience;
        this.nudges = nudges;
    }

    /** The caller's turn, once the voice has ended. */
    void watch(Duration speechLeft) {
        if (!patience.isZero()) {
            alarm.in(speechLeft.plus(patience));
        }
    }

    /** The caller said something. */
    void broken() {
        alarm.stop();
        nudged = 0;
    }

    /** @return which nudge this is, from 1; 0 when there have been enough */
    int nudge() {
        nudged++;
        return nudged > nudges ? 0 : nudged;
    }

    void stop() {
        alarm.stop();
    }
}
