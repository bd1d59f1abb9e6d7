package io.omnichannel.camel.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.tomcat.websocket.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket, from the container's side and from the application's. Its events are routed one after the other. */
final class Connection extends Endpoint implements SocketSession {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** How long a peer may take to answer our close frame before Tomcat closes the connection. */
    private static final Long CLOSE_TIMEOUT_MS = 5_000L;

    /** How long our close frame may take: Tomcat's 50 ms are missed on a busy machine, and the peer then sees no code. */
    private static final Long CLOSE_SEND_TIMEOUT_MS = 1_000L;

    private static final int IDLE = 0;
    private static final int BUSY = 1;
    private static final int CLOSED = 2;

    private final String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final SocketConsumer consumer;
    private final SocketLimits limits;
    private final String remoteAddress;
    private final Map<String, Object> attributes;
    private final AtomicReference<CloseCause> cause = new AtomicReference<>();
    private final AtomicInteger turn = new AtomicInteger();
    private Session session;
    private Outbound outbound;
    private boolean announced;
    private int closeCode;
    private volatile long heard;
    private long pinged;

    Connection(SocketConsumer consumer, SocketLimits limits, String remoteAddress, Map<String, Object> attributes) {
        this.consumer = consumer;
        this.limits = limits;
        this.remoteAddress = remoteAddress;
        this.attributes = new ConcurrentHashMap<>(attributes);
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        long now = System.nanoTime();
        session = opened;
        heard = now;
        pinged = now;
        outbound = new Outbound(opened, limits.bufferSizeLimit(), consumer.metrics());
        Inbound inbound = new Inbound(this, limits, now);
        // Ours cuts off first; Tomcat's is what frees the writing thread.
        opened.getUserProperties()
                .put(
                        Constants.BLOCKING_SEND_TIMEOUT_PROPERTY,
                        limits.sendTimeLimit().plusSeconds(2).toMillis());
        opened.getUserProperties().put(Constants.SESSION_CLOSE_TIMEOUT_PROPERTY, CLOSE_TIMEOUT_MS);
        opened.getUserProperties().put(Constants.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT_PROPERTY, CLOSE_SEND_TIMEOUT_MS);
        opened.setMaxTextMessageBufferSize(Inbound.PIECE);
        opened.addMessageHandler(String.class, (MessageHandler.Partial<String>) inbound::text);
        opened.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) inbound::binary);
        opened.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> inbound.pong());
        announced = consumer.opened(this);
        if (announced) {
            inTurn(() -> consumer.event(this, "OPEN", 0));
        }
    }

    @Override
    public void onClose(Session closing, CloseReason reason) {
        cause.compareAndSet(null, CloseCause.of(reason));
        closeCode = reason.getCloseCode().getCode();
        outbound.discard();
        // A frame in progress is followed by the CLOSE event on its own thread.
        if (turn.getAndUpdate(now -> now | CLOSED) == IDLE) {
            ended();
        }
    }

    /** A lost connection, mostly: what follows is {@link #onClose}. */
    @Override
    public void onError(Session failing, Throwable problem) {
        LOG.debug("Socket session {} failed", id, problem);
    }

    void received(String event, Object body) {
        consumer.metrics().received();
        inTurn(() -> consumer.frame(this, event, body));
    }

    void heard(long now) {
        heard = now;
    }

    /** Looks after the session: called by the clock, never waits. */
    void tick(long now) {
        if (outbound.writingFor(now) > limits.sendTimeLimit().toNanos()) {
            cutOff(CloseCause.SLOW);
        } else if (limits.deadAfter().isPositive()
                && now - heard > limits.deadAfter().toNanos()) {
            cutOff(CloseCause.DEAD);
        } else if (limits.pingInterval().isPositive()
                && now - pinged >= limits.pingInterval().toNanos()) {
            pinged = now;
            outbound.offer(new Outgoing.Ping());
        }
    }

    /** Ends the session now, whatever waits to be sent. */
    void cutOff(CloseCause why) {
        if (outbound.discard()) {
            cause.compareAndSet(null, why);
            if (why.isThePeersDoing()) {
                LOG.warn("Socket session {} is closed: {}", id, why.reason());
            }
            Thread.startVirtualThread(() -> Outbound.closeNow(session, why));
        }
    }

    /** Ends the session after what waits has been sent. */
    void finish(CloseCause why, CloseReason reason) {
        cause.compareAndSet(null, why);
        outbound.offer(new Outgoing.Close(reason));
    }

    boolean isEnding() {
        return outbound.isEnded();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String path() {
        return consumer.getEndpoint().path();
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public boolean send(String text) {
        return offer(new Outgoing.Text(Utf8.wellFormed(text)));
    }

    @Override
    public boolean send(byte[] bytes) {
        return offer(new Outgoing.Bytes(bytes));
    }

    @Override
    public int forgetUnsentText() {
        return outbound.forgetText();
    }

    @Override
    public void close(int code, String reason) {
        finish(CloseCause.LOCAL, CloseReasons.of(code, reason));
    }

    @Override
    public boolean isOpen() {
        return !outbound.isEnded();
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes;
    }

    private boolean offer(Outgoing next) {
        Outbound.Offer offer = outbound.offer(next);
        if (offer == Outbound.Offer.OVERFLOW) {
            cutOff(CloseCause.SLOW);
        }
        return offer == Outbound.Offer.TAKEN;
    }

    private void inTurn(Runnable event) {
        if (!turn.compareAndSet(IDLE, BUSY)) {
            return;
        }
        try {
            event.run();
        } finally {
            if (!turn.compareAndSet(BUSY, IDLE)) {
                ended();
            }
        }
    }

    private void ended() {
        try {
            if (announced) {
                consumer.event(this, "CLOSE", closeCode);
            }
        } finally {
            consumer.closed(this, cause.get());
        }
    }
}
