package io.omnichannel.relay;

import io.omnichannel.call.BoundCall;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.conversation.Timeline;
import io.omnichannel.conversation.Timeline.SpokenMessage;
import io.omnichannel.conversation.Timeline.TurnRecord;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.conversation.WrittenLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is said in one session: the history the agent sees, at once, and the timeline in the database, a moment later and
 * in the same order. The history is guarded by the session's lock.
 */
final class CallLog {

    private final BoundCall call;
    private final Timeline timeline;
    private final CallWriter writer;
    private final Runnable takenOver;
    private final List<Supplier<Line>> history;
    private final List<WrittenLine> unanswered = new ArrayList<>();
    private TurnReply lastSpoken;

    /** @param takenOver what to do, on the writer's thread, when a human is found to have the conversation */
    CallLog(BoundCall call, Timeline timeline, CallWriter writer, Runnable takenOver) {
        this.call = call;
        this.timeline = timeline;
        this.writer = writer;
        this.takenOver = takenOver;
        this.history = new ArrayList<>(call.history().size() + 8);
        call.history().forEach(line -> history.add(() -> line));
        unanswered.addAll(call.unanswered());
    }

    int length() {
        return history.size();
    }

    /** How far the conversation's timeline has come, at least. */
    long timeline() {
        return call.lastSeq() + history.size() - call.history().size();
    }

    /** What the caller asks now, with all that is known before it. */
    TurnReply.Question question(String text) {
        return new TurnReply.Question(text, history.size(), List.copyOf(unanswered));
    }

    /** The first {@code lines} lines; what was not heard at all is left out. */
    List<Line> before(int lines) {
        return history.stream()
                .limit(lines)
                .map(Supplier::get)
                .filter(line -> !line.content().isBlank())
                .toList();
    }

    /**
     * Something of the same conversation that was not spoken here; what came as the call began may be known already.
     *
     * @param open whether it waits for an answer; else it is only known
     */
    void written(long seq, Line line, boolean open) {
        if (unanswered.stream().anyMatch(known -> known.seq() == seq)) {
            return;
        }
        history.add(() -> line);
        if (open) {
            unanswered.add(new WrittenLine(seq, line));
        }
    }

    /** What is answered in writing is not answered aloud as well. */
    void answeredInWriting(long upTo, Line answer) {
        history.add(() -> answer);
        unanswered.removeIf(line -> line.seq() <= upTo);
    }

    void customerSaid(String text) {
        Line line = new Line(SenderRole.CUSTOMER, Channel.VOICE, text);
        history.add(() -> line);
        append(Uuid7.next(), SenderRole.CUSTOMER, text, Duration.ZERO);
    }

    /**
     * @param role the agent's for its answers and greeting, the system's for sentences outside any turn
     * @param left how long the voice still needs
     */
    void said(SenderRole role, Utterance utterance, Duration left) {
        history.add(() -> new Line(role, Channel.VOICE, utterance.heard()));
        append(utterance.message(), role, utterance.sent(), left);
    }

    private void append(UUID id, SenderRole role, String text, Duration left) {
        SpokenMessage message =
                new SpokenMessage(call.tenant(), id, call.conversationId(), call.callId(), role, text, text, left);
        writer.submit(() -> {
            if (timeline.append(message)) {
                takenOver.run();
            }
        });
    }

    /** Only an answer that was spoken to its end answers what was written meanwhile. */
    void answered(TurnReply reply, String outcome) {
        boolean spoken = outcome.equals("spoken") && !reply.isSilent();
        if (spoken) {
            unanswered.removeAll(reply.question().unanswered());
            lastSpoken = reply;
        }
        TurnRecord turn = new TurnRecord(
                call.tenant(),
                call.conversationId(),
                call.callId(),
                reply.isSilent() ? null : reply.utterance().message(),
                outcome,
                reply.times(),
                reply.tokens(),
                reply.utterance().sent().length(),
                spoken ? reply.question().written() : List.of());
        writer.submit(() -> timeline.record(turn));
    }

    /** @param estimated whether nobody told us what was heard */
    void cut(Utterance utterance, Heard.Cut cut, boolean estimated) {
        utterance.cutTo(cut.heard());
        List<Long> reopened = List.of();
        if (cut.heard().isBlank() && lastSpoken != null && lastSpoken.utterance() == utterance) {
            // Not a word of it was heard: the next answer has to say it, or one in writing once the call is over.
            unanswered.addAll(0, lastSpoken.question().unanswered());
            reopened = lastSpoken.question().written();
            lastSpoken = null;
        }
        Timeline.Hearing hearing = new Timeline.Hearing(cut.heard(), cut.unheard(), estimated, reopened);
        writer.submit(() -> timeline.cutToHeard(call.tenant(), utterance.message(), hearing));
    }

    void nudged() {
        writer.submit(() -> timeline.noteNudge(call.tenant(), call.callId()));
    }

    /** Runs the action on the writer's thread once all that was said before is on disk, or given up. */
    void onceWritten(Runnable action) {
        writer.submit(action);
    }

    /** Brings a wish forward once all that was said before is on disk; what became of it is told on the writer's thread. */
    void wishes(SwitchWish wish, ChannelSwitches switches, Consumer<SwitchOutcome> told) {
        writer.submit(() -> told.accept(switches.carryOut(wish)));
    }
}
