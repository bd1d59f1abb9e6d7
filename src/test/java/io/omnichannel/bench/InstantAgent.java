package io.omnichannel.bench;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.Reply;
import io.omnichannel.agent.Turn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** Answers with 20 tokens at once, or after a pause; asked for a long story, with 100 tokens 5 ms apart. */
@Primary
@TestComponent
@ConditionalOnProperty(name = "bench.model", havingValue = "false", matchIfMissing = true)
class InstantAgent implements Agent {

    static final String LONG_STORY = "A long story, please";
    static final int TOKENS = 20;

    private static final int LONG_TOKENS = 100;
    private static final int LONG_PAUSE_MS = 5;

    private final long pause;

    InstantAgent(@Value("${bench.agent-pause:0}") long pauseMs) {
        this.pause = pauseMs;
    }

    @Override
    public void answer(Turn turn, Reply reply) throws InterruptedException {
        Thread.sleep(pause);
        boolean slow = turn.text().equals(LONG_STORY);
        for (int token = 1; token <= (slow ? LONG_TOKENS : TOKENS); token++) {
            reply.say("word ");
            if (slow) {
                Thread.sleep(LONG_PAUSE_MS);
            }
        }
    }
}
