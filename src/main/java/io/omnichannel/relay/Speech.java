package io.omnichannel.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What we sent and the caller may not have heard yet, and a guess of how long it takes to say. Guarded by the session's
 * lock.
 */
final class Speech {

    private final RelaySettings settings;
    private final List<Utterance> outstanding = new ArrayList<>(2);
    private long endsAt = System.nanoTime();

    Speech(RelaySettings settings) {
        this.settings = settings;
    }

    /** The caller speaks: what was sent before counts as heard, unless it is still being made. */
    void caughtUp(List<Utterance> stillSpeaking) {
        outstanding.retainAll(stillSpeaking);
    }

    void begins(Utterance utterance) {
        outstanding.add(utterance);
    }

    void grows(int characters) {
        long from = Math.max(endsAt, System.nanoTime());
        endsAt = from + settings.speechTime(characters).toNanos();
    }

    /** Twilio says that it has stopped speaking. */
    void ended() {
        endsAt = System.nanoTime();
    }

    /** How long the voice still needs, by our guess. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, endsAt - System.nanoTime()));
    }

    /** The caller interrupted: splits what is outstanding and records what was not heard. */
    void interrupted(String heard, CallRecord record) {
        List<Heard.Cut> cuts =
                Heard.cut(outstanding.stream().map(Utterance::sent).toList(), heard);
        for (int i = 0; i < cuts.size(); i++) {
            if (!cuts.get(i).unheard().isEmpty()) {
                record.cut(outstanding.get(i), cuts.get(i));
            }
        }
        outstanding.clear();
        ended();
    }
}
