package io.omnichannel.conversation;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Where wishes to go on by another channel are brought forward. Thread-safe. */
public interface ChannelSwitches {

    /** What would become of a wish now; nothing is changed. */
    SwitchOutcome foresee(SwitchWish wish);

    /** Decides and carries out. Blocks until it is on disk; the same wish a second time changes nothing. */
    SwitchOutcome carryOut(SwitchWish wish);

    /** By which channel a conversation is best gone on with; empty when there is no such conversation. */
    Optional<SwitchSuggestion> suggest(String tenant, UUID conversation);

    /** A wish that somebody wrote to the database is due in so long. */
    void dueIn(Duration delay);
}
