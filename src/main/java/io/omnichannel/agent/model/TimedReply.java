package io.omnichannel.agent.model;

import io.omnichannel.agent.Moment;
import io.omnichannel.agent.Reply;

/** Tells how long a model needs, beside everything else. Each moment once. */
final class TimedReply implements ForwardedReply {

    private final Reply reply;
    private final ModelMetrics metrics;
    private long askedAt;
    private boolean answered;

    TimedReply(Reply reply, ModelMetrics metrics) {
        this.reply = reply;
        this.metrics = metrics;
    }

    @Override
    public Reply reply() {
        return reply;
    }

    @Override
    public boolean putOff() {
        return reply.putOff();
    }

    @Override
    public void reached(Moment moment) {
        boolean first = moment == Moment.MODEL_ASKED ? askedAt == 0 : !answered;
        if (!first) {
            return;
        }
        if (moment == Moment.MODEL_ASKED) {
            askedAt = System.nanoTime();
        } else {
            answered = true;
            metrics.firstWord(System.nanoTime() - askedAt);
        }
        reply.reached(moment);
    }
}
