package io.omnichannel.relay;

import java.time.Duration;

/** Keys that the caller presses, collected into one input: # or a pause ends it. Guarded by the session's lock. */
final class Keypad {

    private final StringBuilder keys = new StringBuilder(0);
    private final RelayTimer.Alarm pause;
    private final Duration pauseEndsInput;

    /** @param pause what to do when the caller stops pressing */
    Keypad(RelayTimer.Alarm pause, Duration pauseEndsInput) {
        this.pause = pause;
        this.pauseEndsInput = pauseEndsInput;
    }

    /** @return whether the input is complete */
    boolean press(String key) {
        if (key.equals("#") && !keys.isEmpty()) {
            return true;
        }
        keys.append(key);
        pause.in(pauseEndsInput);
        return false;
    }

    /** What was keyed, and nothing any more; empty when nothing was. */
    String take() {
        pause.stop();
        String keyed = keys.toString();
        keys.setLength(0);
        return keyed;
    }

    void stop() {
        pause.stop();
    }
}
