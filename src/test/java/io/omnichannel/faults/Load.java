package io.omnichannel.faults;

import io.omnichannel.simulator.rest.DeliveredText;
import io.omnichannel.simulator.rest.SimulatedText;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Customers who write so many messages a second, whether anybody listens or not. */
final class Load implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Delivery> done = new ConcurrentLinkedQueue<>();
    private final TwilioRest twilio;

    /** One webhook. @param took until it was answered */
    record Delivery(DeliveredText text, Duration took) {

        int status() {
            return text.statuses().getFirst();
        }
    }

    private Load(TwilioRest twilio) {
        this.twilio = twilio;
    }

    static Load of(TwilioRest twilio, Texts texts, int perSecond) {
        Load load = new Load(twilio);
        load.clock.scheduleAtFixedRate(
                () -> load.send(texts.next()), 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
        return load;
    }

    private void send(SimulatedText text) {
        deliveries.execute(() -> {
            long begin = System.nanoTime();
            DeliveredText delivered = twilio.deliver(text);
            done.add(new Delivery(delivered, Duration.ofNanos(System.nanoTime() - begin)));
        });
    }

    /** Nobody writes any more. @return every webhook there was */
    List<Delivery> end() {
        close();
        return new ArrayList<>(done);
    }

    @Override
    public void close() {
        clock.close();
        deliveries.close();
    }
}
