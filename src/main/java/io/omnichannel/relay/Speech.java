package io.omnichannel.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What we sent and the caller may not have heard yet, and a guess of how long it takes to say. Guarded by the session's
 * lock.
 */
final class Speech {

    /** Twilio drops what is still queued when a session ends; better a moment of silence than a lost last word. */
    private static final double MARGIN = 1.2;

    private final double charactersPerSecond;
    private final List<Utterance> outstanding = new ArrayList<>(2);
    private long endsAt = System.nanoTime();

    /**
     * @param rate characters a second at a voice's normal speed
     * @param speed the tenant's factor of it
     */
    Speech(int rate, double speed) {
        this.charactersPerSecond = rate * speed;
    }

    /** The caller speaks: what was sent before counts as heard, unless it is still being made. */
    void caughtUp(List<Utterance> stillSpeaking) {
        outstanding.retainAll(stillSpeaking);
        endsAt = System.nanoTime();
        outstanding.forEach(utterance -> grows(utterance.sent().length()));
    }

    void begins(Utterance utterance) {
        outstanding.add(utterance);
    }

    void grows(int characters) {
        long from = Math.max(endsAt, System.nanoTime());
        endsAt = from + (long) (characters * 1e9 / charactersPerSecond);
    }

    /** How long the voice still needs, generously. */
    Duration left() {
        return Duration.ofNanos((long) (MARGIN * Math.max(0, endsAt - System.nanoTime())));
    }

    /** The caller interrupted: splits what is outstanding and records what was not heard. */
    void interrupted(String heard, CallLog log) {
        List<Heard.Cut> cuts =
                Heard.cut(outstanding.stream().map(Utterance::sent).toList(), heard);
        for (int i = 0; i < cuts.size(); i++) {
            if (!cuts.get(i).unheard().isEmpty()) {
                log.cut(outstanding.get(i), cuts.get(i), false);
            }
        }
        outstanding.clear();
        endsAt = System.nanoTime();
    }

    /** The line is gone while we were being spoken: nobody says how much was heard, so our guess has to do. */
    void brokenOff(CallLog log) {
        double seconds = Math.max(0, endsAt - System.nanoTime()) / 1e9;
        int unspoken = (int) (seconds * charactersPerSecond);
        for (int i = outstanding.size() - 1; i >= 0 && unspoken > 0; i--) {
            Utterance utterance = outstanding.get(i);
            String sent = utterance.sent();
            int spoken = Heard.wholeWords(sent, sent.length() - unspoken);
            log.cut(utterance, new Heard.Cut(sent.substring(0, spoken), sent.substring(spoken)), true);
            unspoken -= sent.length();
        }
        outstanding.clear();
    }
}
