package io.omnichannel.simulator.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model's server that lives in the process and speaks OpenAI's protocol strictly: for tests, for benchmarks, and for
 * trying the whole without an account. What it answers is a script; what it was asked it remembers.
 */
public final class ModelDouble implements AutoCloseable {

    private static final int REMEMBERED = 5_000;

    private final ServerSocket door;
    private final String key;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<ModelExchange> exchanges = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private volatile ModelScript script;
    private final AtomicInteger made = new AtomicInteger();
    private volatile boolean remembers = true;

    private ModelDouble(ServerSocket door, String key, ModelScript script) {
        this.door = door;
        this.key = key;
        this.script = script;
    }

    /** On a free port of the loopback, taking any key. */
    public static ModelDouble listen(ModelScript script) {
        return listen(0, "", script);
    }

    /**
     * @param port 0 for a free one
     * @param key the one that is taken; empty: any, or none
     */
    public static ModelDouble listen(int port, String key, ModelScript script) {
        try {
            ModelDouble model =
                    new ModelDouble(new ServerSocket(port, 1_000, InetAddress.getLoopbackAddress()), key, script);
            Thread.ofVirtual().name("model-double").start(model::accept);
            return model;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /** What a client takes as its base URL. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/v1");
    }

    /** From now on. */
    public void answers(ModelScript next) {
        script = next;
    }

    /** Every well-formed request so far, oldest first. */
    public List<ModelExchange> exchanges() {
        return exchanges;
    }

    /** Why requests were answered with a 400. */
    public List<String> refusals() {
        return refusals;
    }

    /** How many connections were ever made to it. */
    public int connectionsMade() {
        return made.get();
    }

    /** For measurements: requests leave nothing behind. */
    public void rememberNothing() {
        remembers = false;
    }

    String key() {
        return key;
    }

    ModelScript script() {
        return script;
    }

    ModelExchange took(ModelRequest request, String authorization) {
        ModelExchange exchange = new ModelExchange(request, authorization);
        if (remembers && exchanges.size() < REMEMBERED) {
            exchanges.add(exchange);
        }
        return exchange;
    }

    void refused(String why) {
        refusals.add(why);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                made.incrementAndGet();
                connections.add(socket);
                Thread.ofVirtual().name("model-connection").start(() -> {
                    new ModelConnection(this, socket).run();
                    connections.remove(socket);
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
