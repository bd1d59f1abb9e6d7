package io.omnichannel.admin;

import io.omnichannel.messaging.identity.MergeOutcome;
import io.omnichannel.platform.ProblemException;
import java.util.UUID;

/** What became of a wish about who is who, in words. */
final class IdentityAnswers {

    private IdentityAnswers() {}

    /**
     * The customer to show.
     *
     * @throws ProblemException 404 and 409 when nothing was done
     */
    static UUID customer(MergeOutcome outcome, IdentityKeys.Kind kind) {
        return switch (outcome) {
            case MergeOutcome.Done done -> done.customer();
            case MergeOutcome.Nothing nothing -> nothing.customer();
            case MergeOutcome.Unknown unknown -> throw kind.unknown();
            case MergeOutcome.Spoken spoken ->
                throw conflict(
                        "A call is speaking in a conversation of these customers; try again when it is over",
                        "call_in_progress");
            case MergeOutcome.Later later ->
                throw conflict(
                        "These customers were merged again later; undo merge " + later.merge() + " first",
                        "later_merge");
        };
    }

    static ProblemException conflict(String detail, String code) {
        return new ProblemException(409, "Conflict", detail, code);
    }
}
