package io.omnichannel.admin;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.Reply;
import io.omnichannel.agent.Turn;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** An agent that repeats what it was asked; a question that begins with "Hold" it answers when it is let. */
@TestComponent
@Primary
class HeldAgent implements Agent {

    private final List<Turn> turns = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Turn> thinking = new LinkedBlockingQueue<>();
    private final Semaphore let = new Semaphore(0);

    @Override
    public void answer(Turn turn, Reply reply) throws InterruptedException {
        turns.add(turn);
        if (turn.text().startsWith("Hold")) {
            thinking.add(turn);
            let.acquire();
        }
        reply.say("You said: " + turn.text());
    }

    /** Waits until the agent thinks about a question that holds it. */
    void awaitThinking() throws InterruptedException {
        if (thinking.poll(20, TimeUnit.SECONDS) == null) {
            throw new IllegalStateException("Nobody asked the agent");
        }
    }

    void letAnswer() {
        let.release();
    }

    Turn lastTurn() {
        return turns.getLast();
    }
}
