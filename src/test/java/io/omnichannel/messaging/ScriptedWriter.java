package io.omnichannel.messaging;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.Reply;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Line;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** An agent that repeats what it was asked; a text that begins with "hold" is answered when it is let go. */
@Primary
@TestComponent
public class ScriptedWriter implements Agent {

    static final String LONG = "long";

    private final AtomicInteger held = new AtomicInteger();
    private volatile List<Line> history = List.of();
    private volatile CountDownLatch gate = new CountDownLatch(1);

    @Override
    public void answer(Turn turn, Reply reply) throws InterruptedException {
        history = turn.history();
        if (turn.text().startsWith("hold")) {
            CountDownLatch closed = gate;
            held.incrementAndGet();
            closed.await();
        }
        reply.say(turn.text().equals(LONG) ? "The answer is “yes”. ".repeat(120) : "You wrote: " + turn.text());
    }

    /** What was known when the last text was answered. */
    public List<Line> history() {
        return history;
    }

    /** How many texts are being held. */
    public int held() {
        return held.get();
    }

    /** Lets go whatever is held, and closes the gate again. */
    public void letGo() {
        CountDownLatch open = gate;
        gate = new CountDownLatch(1);
        held.set(0);
        open.countDown();
    }
}
