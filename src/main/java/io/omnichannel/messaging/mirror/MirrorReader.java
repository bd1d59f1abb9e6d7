package io.omnichannel.messaging.mirror;

import io.omnichannel.messaging.mirror.MirrorTask.Step;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link MirrorTask}; what Twilio's copy lacks next is its step. */
@Component("mirrorReader")
class MirrorReader implements Processor {

    static final int PARTICIPANTS = 2;

    private static final Duration UNTIL_HEARD = Duration.ofSeconds(3);

    private final Mirrors mirrors;

    MirrorReader(Mirrors mirrors) {
        this.mirrors = mirrors;
    }

    @Override
    public void process(Exchange exchange) {
        MirrorTask task = exchange.getMessage().getBody(MirrorTask.class);
        Optional<MirrorView> view = mirrors.read(task.claim());
        exchange.getMessage()
                .setBody(view.map(seen -> task.next(seen, step(seen))).orElseGet(task::over));
    }

    private static Step step(MirrorView view) {
        if (view.sid().isEmpty()) {
            return Step.CONVERSATION;
        }
        if (view.participants() < PARTICIPANTS) {
            return Step.PARTICIPANT;
        }
        if (view.next().isPresent()) {
            return view.next().get().settled() ? Step.MESSAGE : Step.WAIT;
        }
        return view.closed() ? Step.CLOSE : Step.DONE;
    }

    /** What may still be cut to what was heard is looked at again soon; else something new wakes the follower. */
    static void finish(Mirrors mirrors, MirrorTask task) {
        if (task.step() == Step.WAIT) {
            mirrors.again(task.claim(), !task.sure(), UNTIL_HEARD, "");
        } else {
            mirrors.finish(task.claim());
        }
    }
}
