package io.omnichannel.camel.websocket;

import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One path and its options. Camel sets them by name from the URI; a path is consumed by one route at a time. */
public class SocketEndpoint extends DefaultEndpoint {

    private final String path;
    private SocketHandshake handshake = request -> SocketHandshake.accept();
    private boolean events;
    private boolean sendToAll;
    private int maxSessions = 5_000;
    private int maxTextSize = 64 * 1024;
    private int maxBinarySize = 64 * 1024;
    private int maxFramesPerSecond = 50;
    private int maxFrameBurst = 200;
    private Duration sendTimeLimit = Duration.ofSeconds(10);
    private int bufferSizeLimit = 256 * 1024;
    private Duration pingInterval = Duration.ofSeconds(20);
    private Duration deadAfter = Duration.ofSeconds(60);

    SocketEndpoint(String uri, SocketComponent component, String path) {
        super(uri, component);
        this.path = path;
    }

    @Override
    public SocketComponent getComponent() {
        return (SocketComponent) super.getComponent();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SocketConsumer consumer = new SocketConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new SocketProducer(this);
    }

    String path() {
        return path;
    }

    SocketHandshake handshake() {
        return handshake;
    }

    boolean events() {
        return events;
    }

    boolean sendToAll() {
        return sendToAll;
    }

    SocketLimits limits() {
        return new SocketLimits(
                maxSessions,
                maxTextSize,
                maxBinarySize,
                maxFramesPerSecond,
                maxFrameBurst,
                sendTimeLimit,
                bufferSizeLimit,
                pingInterval,
                deadAfter);
    }

    /** Who decides about an upgrade, as {@code #bean}; without one everybody may connect. */
    public void setHandshake(SocketHandshake handshake) {
        this.handshake = handshake;
    }

    /** Whether sessions that open and close are routed too. */
    public void setEvents(boolean events) {
        this.events = events;
    }

    /** For {@code to}: every session of the path gets the frame. */
    public void setSendToAll(boolean sendToAll) {
        this.sendToAll = sendToAll;
    }

    /** Beyond it an upgrade is answered 503. */
    public void setMaxSessions(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    /** UTF-8 bytes of a text message; a larger one closes its session with 1009. */
    public void setMaxTextSize(int maxTextSize) {
        this.maxTextSize = maxTextSize;
    }

    /** Bytes of a binary message; a larger one closes its session with 1009. */
    public void setMaxBinarySize(int maxBinarySize) {
        this.maxBinarySize = maxBinarySize;
    }

    /** Sustained, per session; more closes it with 1008. 0: no limit. */
    public void setMaxFramesPerSecond(int maxFramesPerSecond) {
        this.maxFramesPerSecond = maxFramesPerSecond;
    }

    /** How many frames may come at once. */
    public void setMaxFrameBurst(int maxFrameBurst) {
        this.maxFrameBurst = maxFrameBurst;
    }

    /** How long one frame may take to leave before its session is cut off. */
    public void setSendTimeLimit(Duration sendTimeLimit) {
        this.sendTimeLimit = sendTimeLimit;
    }

    /** Bytes that may wait behind the frame being sent before the session is cut off. */
    public void setBufferSizeLimit(int bufferSizeLimit) {
        this.bufferSizeLimit = bufferSizeLimit;
    }

    /** 0: no pings. */
    public void setPingInterval(Duration pingInterval) {
        this.pingInterval = pingInterval;
    }

    /** Silence, pongs included, after which a session is cut off. 0: never. */
    public void setDeadAfter(Duration deadAfter) {
        this.deadAfter = deadAfter;
    }
}
