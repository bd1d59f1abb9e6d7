package io.omnichannel.relay;

import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.conversation.SwitchSuggestion;
import io.omnichannel.conversation.SwitchWish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what a session wishes, and answers each wish with the same words. */
final class RecordedSwitches implements ChannelSwitches {

    private final Queue<SwitchWish> wishes = new ConcurrentLinkedQueue<>();
    private volatile String sentence = "";

    /** What the caller has to be told about every wish. */
    void say(String words) {
        sentence = words;
    }

    List<SwitchWish> wishes() {
        return List.copyOf(wishes);
    }

    @Override
    public SwitchOutcome foresee(SwitchWish wish) {
        throw new UnsupportedOperationException("A call does not foresee, it asks");
    }

    @Override
    public SwitchOutcome carryOut(SwitchWish wish) {
        wishes.add(wish);
        return new SwitchOutcome(
                SwitchOutcome.Decision.SWITCHED, "", wish.to().getFirst(), List.of("voice"), "", sentence);
    }

    @Override
    public Optional<SwitchSuggestion> suggest(String tenant, UUID conversation) {
        throw new UnsupportedOperationException("A call asks for no suggestion");
    }

    @Override
    public void dueIn(Duration delay) {
        throw new UnsupportedOperationException("A call writes no wish by itself");
    }
}
