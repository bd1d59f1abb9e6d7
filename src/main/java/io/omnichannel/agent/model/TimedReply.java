package io.omnichannel.agent.model;

import io.omnichannel.agent.Moment;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Reply;

/** Tells how long a model needs, beside everything else. Each moment once. */
final class TimedReply implements Reply {

    private final Reply reply;
    private final ModelMetrics metrics;
    private long askedAt;
    private boolean answered;

    TimedReply(Reply reply, ModelMetrics metrics) {
        this.reply = reply;
        this.metrics = metrics;
    }

    @Override
    public void say(String token) {
        reply.say(token);
    }

    @Override
    public void then(Next next) {
        reply.then(next);
    }

    @Override
    public boolean cancelled() {
        return reply.cancelled();
    }

    @Override
    public void onCancel(Runnable action) {
        reply.onCancel(action);
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
