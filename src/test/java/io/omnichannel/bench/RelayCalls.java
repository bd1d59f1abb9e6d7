package io.omnichannel.bench;

import io.omnichannel.bench.TwilioCalls.Call;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Many calls on one thread: what is due is done at its time, what comes is read at once. */
final class RelayCalls implements AutoCloseable {

    private static final long SPIN_BELOW = 1_000_000;
    private static final long NAP = 50_000;
    private static final AtomicInteger CUSTOMERS = new AtomicInteger(20_000_000);

    /** Something to do at a time of {@link System#nanoTime()}; told when that should have been. */
    interface Action {
        void run(long due) throws IOException;
    }

    private record Due(long at, Action action) {}

    private final List<RelayCall> calls = new ArrayList<>();
    private final PriorityQueue<Due> agenda = new PriorityQueue<>((a, b) -> Long.signum(a.at() - b.at()));
    private final Selector selector;
    private final TestServer server;

    RelayCalls(TestServer server) throws IOException {
        this.server = server;
        this.selector = Selector.open();
    }

    /** Dials until there are so many; each caller is a new customer. */
    RelayCalls dial(int count) throws IOException {
        TwilioCalls webhooks = new TwilioCalls(server);
        try (HttpConnection http = HttpConnection.to(server.port())) {
            while (calls.size() < count) {
                int customer = CUSTOMERS.getAndIncrement();
                Call call = Call.of(customer, customer % TestServer.TENANTS);
                add(RelayCall.dial(server, webhooks, http, call));
            }
        }
        return this;
    }

    /** Opens sockets that no session is behind, until there are so many. */
    RelayCalls open(int count, String path) throws IOException {
        while (calls.size() < count) {
            RelayCall socket = RelayCall.open(server, "ws://127.0.0.1:" + server.port() + path);
            socket.send("{}");
            add(socket);
        }
        return this;
    }

    private void add(RelayCall call) throws IOException {
        calls.add(call);
        call.channel().configureBlocking(false);
        call.channel().register(selector, SelectionKey.OP_READ, call);
    }

    List<RelayCall> all() {
        return calls;
    }

    void at(long nanos, Action action) {
        agenda.add(new Due(nanos, action));
    }

    void run(Duration duration, RelayCall.Listener listener) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            while (!agenda.isEmpty() && agenda.peek().at() - now <= 0) {
                Due due = agenda.remove();
                due.action().run(due.at());
            }
            long wait = (agenda.isEmpty() ? end : Math.min(end, agenda.peek().at())) - System.nanoTime();
            if (wait >= SPIN_BELOW) {
                selector.select(wait / 1_000_000);
            } else if (selector.selectNow() == 0 && wait > NAP) {
                LockSupport.parkNanos(NAP);
            }
            long arrived = System.nanoTime();
            for (SelectionKey key : selector.selectedKeys()) {
                ((RelayCall) key.attachment()).read(listener, arrived);
            }
            selector.selectedKeys().clear();
        }
    }

    void forgetAgenda() {
        agenda.clear();
    }

    @Override
    public void close() throws IOException {
        for (RelayCall call : calls) {
            call.close();
        }
        selector.close();
    }
}
