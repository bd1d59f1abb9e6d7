package io.omnichannel.messaging.mirror;

/**
 * The copy of a conversation in progress, as the routes branch on it.
 *
 * @param view null before the first look
 * @param step what comes next: {@code read}, {@code conversation}, {@code participant}, {@code message}, {@code close},
 *     {@code done}; {@code over} when this node is through with it
 * @param named whether Twilio has a conversation of this name, which is to be found
 * @param sure whether Twilio certainly lacks the next message
 */
public record MirrorTask(MirrorClaim claim, MirrorView view, String step, boolean named, boolean sure) {

    static MirrorTask of(MirrorClaim claim) {
        return new MirrorTask(claim, null, "read", false, !claim.unsure());
    }

    MirrorTask next(MirrorView seen, String nextStep) {
        return new MirrorTask(claim, seen, nextStep, named, sure);
    }

    /** Something was done; what comes now is read afresh. */
    MirrorTask goOn() {
        return new MirrorTask(claim, view, "read", named, sure);
    }

    MirrorTask asNamed() {
        return new MirrorTask(claim, view, "read", true, sure);
    }

    MirrorTask asSure() {
        return new MirrorTask(claim, view, "read", named, true);
    }

    MirrorTask over() {
        return new MirrorTask(claim, view, "over", named, sure);
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
