package io.omnichannel.camel.websocket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns a path while its route runs: every frame becomes an exchange, on the thread that read it, so that the next frame
 * of the session is read only when the route is done with this one. Suspended, it keeps its sessions and takes no new.
 */
final class SocketConsumer extends DefaultConsumer implements Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(SocketConsumer.class);

    /** How long stopping waits for what was handed over to be sent. */
    private static final long GOODBYE_SECONDS = 3;

    private final Map<String, Connection> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private SocketLimits limits;
    private Future<?> ticking;
    /** Set while stopping: opened by the last session that ends. */
    private volatile CountDownLatch goodbye;

    SocketConsumer(SocketEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public SocketEndpoint getEndpoint() {
        return (SocketEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        goodbye = null;
        limits = getEndpoint().limits();
        SocketComponent component = getEndpoint().getComponent();
        component.mapping().register(getEndpoint().path(), new SocketUpgrade(this, limits, component.json()));
        long period = limits.lookEvery().toMillis();
        ticking = component.clock().scheduleWithFixedDelay(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        // A start that failed because another route has the path must not take it from that route.
        if (ticking != null) {
            ticking.cancel(false);
            ticking = null;
            getEndpoint().getComponent().mapping().unregister(getEndpoint().path());
            closeAll();
        }
        super.doStop();
    }

    /** @return false when the session must not live: it came while the route stops, or is one too many */
    boolean opened(Connection connection) {
        int now = count.incrementAndGet();
        open.put(connection.id(), connection);
        getEndpoint().getComponent().sessions().add(connection);
        if (goodbye != null) {
            connection.cutOff(CloseCause.RESTART);
        } else if (now > limits.maxSessions()) {
            connection.cutOff(CloseCause.FULL);
        }
        return connection.isOpen();
    }

    void closed(Connection connection, CloseCause cause) {
        open.remove(connection.id());
        getEndpoint().getComponent().sessions().remove(connection);
        metrics().closed(cause);
        if (count.decrementAndGet() == 0) {
            // Read after the count went down: closeAll sets it first and looks at the count then, so one sees the
            // other.
            CountDownLatch waiting = goodbye;
            if (waiting != null) {
                waiting.countDown();
            }
        }
    }

    /** Ends every session, each after what was handed over to it, and waits for that. Takes no more. */
    void closeAll() {
        CountDownLatch waiting = new CountDownLatch(1);
        goodbye = waiting;
        open.values().forEach(session -> session.finish(CloseCause.RESTART, CloseCause.RESTART.reason()));
        if (count.get() > 0 && !inTime(waiting)) {
            LOG.info("Cutting off {} socket sessions that could not be closed in time", count.get());
            open.values().forEach(session -> session.cutOff(CloseCause.RESTART));
            inTime(waiting);
        }
    }

    boolean isOpen() {
        return goodbye == null && !isSuspendingOrSuspended();
    }

    boolean isFull() {
        return count.get() >= limits.maxSessions();
    }

    SocketMetrics metrics() {
        return getEndpoint().getComponent().metrics();
    }

    /** A session that opened or closed, where the route asked for it. */
    void event(Connection connection, String event, int closeCode) {
        if (getEndpoint().events()) {
            Exchange exchange = exchange(connection, event, null);
            if (closeCode != 0) {
                exchange.getMessage().setHeader(SocketHeaders.CLOSE_CODE, closeCode);
            }
            route(exchange);
        }
    }

    void frame(Connection connection, String event, Object body) {
        route(exchange(connection, event, body));
    }

    private Exchange exchange(Connection connection, String event, Object body) {
        Exchange exchange = createExchange(false);
        exchange.setProperty(SocketSession.PROPERTY, connection);
        Message message = exchange.getMessage();
        message.setHeader(SocketHeaders.SESSION_ID, connection.id());
        message.setHeader(SocketHeaders.EVENT, event);
        message.setBody(body);
        return exchange;
    }

    private void route(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Exception failed) {
            exchange.setException(failed);
        }
        try {
            if (exchange.getException() != null) {
                // The session goes on: one bad frame is no reason to end a call.
                handleException("Socket frame failed", exchange, exchange.getException());
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private static boolean inTime(CountDownLatch waiting) {
        try {
            return waiting.await(GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tick() {
        long now = System.nanoTime();
        for (Connection connection : open.values()) {
            try {
                connection.tick(now);
            } catch (RuntimeException unexpected) {
                // One session must not stop the clock for the others.
                LOG.warn("Socket session {} could not be looked after", connection.id(), unexpected);
            }
        }
    }
}
