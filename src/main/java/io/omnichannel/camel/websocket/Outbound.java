package io.omnichannel.camel.websocket;

import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What leaves by one session, in order. A virtual thread writes while there is something to write; an idle session has
 * neither thread nor queue. Senders never write themselves: whoever interrupts a sender, as a barge-in does, would hit
 * Tomcat in its write, and Tomcat closes a session whose write is interrupted.
 */
final class Outbound implements Runnable {

    enum Offer {
        TAKEN,
        CLOSED,
        OVERFLOW
    }

    private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);

    private final Session session;
    private final int limit;
    private final SocketMetrics metrics;

    // Guarded by this; no lock object of its own, there are thousands of sessions.
    private Queue<Outgoing> waiting;
    private int waitingBytes;
    private boolean writing;
    private boolean ended;
    private boolean discarded;
    private long writingSince;

    Outbound(Session session, int limit, SocketMetrics metrics) {
        this.session = session;
        this.limit = limit;
        this.metrics = metrics;
    }

    Offer offer(Outgoing next) {
        int size = next.size();
        synchronized (this) {
            if (ended) {
                return Offer.CLOSED;
            }
            if (waiting == null) {
                waiting = new ArrayDeque<>(4);
            }
            // One message larger than the limit may go when nothing waits before it.
            if (size > 0 && waitingBytes > 0 && waitingBytes + size > limit) {
                return Offer.OVERFLOW;
            }
            waiting.add(next);
            waitingBytes += size;
            ended = next instanceof Outgoing.Close;
            if (writing) {
                return Offer.TAKEN;
            }
            writing = true;
        }
        Thread.startVirtualThread(this);
        return Offer.TAKEN;
    }

    @Override
    public void run() {
        try {
            for (Outgoing next = take(); next != null; next = take()) {
                write(next);
            }
        } catch (IOException | RuntimeException gone) {
            LOG.debug("Socket session lost while writing", gone);
            discard();
            closeNow(session, CloseCause.LOST);
        }
    }

    /** Drops the text that waits; what else waits stays, in its order. */
    synchronized int forgetText() {
        int dropped = 0;
        if (waiting != null) {
            for (Iterator<Outgoing> each = waiting.iterator(); each.hasNext(); ) {
                Outgoing next = each.next();
                if (next instanceof Outgoing.Text) {
                    each.remove();
                    waitingBytes -= next.size();
                    dropped++;
                }
            }
        }
        return dropped;
    }

    /** Forgets what waits and takes nothing more. True the first time. */
    synchronized boolean discard() {
        boolean first = !discarded;
        discarded = true;
        ended = true;
        waiting = null;
        waitingBytes = 0;
        return first;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** How long the frame that is being written has taken, in nanoseconds; 0 when none is. */
    synchronized long writingFor(long now) {
        return writingSince == 0 ? 0 : now - writingSince;
    }

    /** Closes past the queue. May wait some milliseconds for a write that hangs, so never on a sender's thread. */
    static void closeNow(Session session, CloseCause cause) {
        try {
            session.close(cause.reason());
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("Socket session was gone before it was closed", gone);
        }
    }

    private synchronized Outgoing take() {
        Outgoing next = waiting == null ? null : waiting.poll();
        if (next == null) {
            waiting = null;
            writing = false;
            writingSince = 0;
            return null;
        }
        waitingBytes -= next.size();
        writingSince = System.nanoTime() | 1;
        return next;
    }

    private void write(Outgoing next) throws IOException {
        switch (next) {
            case Outgoing.Text text -> {
                session.getBasicRemote().sendText(text.text());
                metrics.sent();
            }
            case Outgoing.Bytes bytes -> {
                session.getBasicRemote().sendBinary(ByteBuffer.wrap(bytes.bytes()));
                metrics.sent();
            }
            case Outgoing.Ping ping -> session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
            case Outgoing.Close close -> session.close(close.reason());
        }
    }
}
