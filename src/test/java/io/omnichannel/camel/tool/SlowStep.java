package io.omnichannel.camel.tool;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.boot.test.context.TestComponent;

/** A step that waits for ever, unless somebody interrupts it. */
@TestComponent("slowStep")
class SlowStep implements Processor {

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        begun.incrementAndGet();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            interrupted.incrementAndGet();
            throw stopped;
        }
    }

    int begun() {
        return begun.get();
    }

    int interrupted() {
        return interrupted.get();
    }
}
