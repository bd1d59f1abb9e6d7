package io.omnichannel.messaging.mirror;

import java.util.Locale;

/**
 * The copy of a conversation in progress, as the routes branch on it.
 *
 * @param view null before the first look
 * @param step what comes next
 * @param named whether Twilio has a conversation of this name, which is to be found
 * @param sure whether Twilio certainly lacks the next message
 */
public record MirrorTask(MirrorClaim claim, MirrorView view, Step step, boolean named, boolean sure) {

    /** What the copy lacks next. */
    public enum Step {
        READ,
        CONVERSATION,
        PARTICIPANT,
        MESSAGE,
        CLOSE,
        /** The next message may still be cut to what was heard. */
        WAIT,
        DONE,
        /** This node is through with it. */
        OVER;

        /** As the routes write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static MirrorTask of(MirrorClaim claim) {
        return new MirrorTask(claim, null, Step.READ, false, !claim.unsure());
    }

    MirrorTask next(MirrorView seen, Step nextStep) {
        return new MirrorTask(claim, seen, nextStep, named, sure);
    }

    /** Something was done; what comes now is read afresh. */
    MirrorTask goOn() {
        return new MirrorTask(claim, view, Step.READ, named, sure);
    }

    MirrorTask asNamed() {
        return new MirrorTask(claim, view, Step.READ, true, sure);
    }

    MirrorTask asSure() {
        return new MirrorTask(claim, view, Step.READ, named, true);
    }

    MirrorTask over() {
        return new MirrorTask(claim, view, Step.OVER, named, sure);
    }

    /** Whether what comes next is a question to Twilio, or something to tell it. */
    public boolean asksTwilio() {
        return switch (step) {
            case CONVERSATION, PARTICIPANT, MESSAGE, CLOSE -> true;
            case READ, WAIT, DONE, OVER -> false;
        };
    }

    MirroredMessage message() {
        return view.next().orElseThrow().message();
    }

    /** Without anybody's words. */
    @Override
    public String toString() {
        return "MirrorTask[" + claim.conversation() + ", " + step + "]";
    }
}
