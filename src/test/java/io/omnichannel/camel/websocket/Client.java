package io.omnichannel.camel.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket client as anybody has one: answers pings, collects messages. */
final class Client implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> binarySizes = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final AtomicInteger pings = new AtomicInteger();
    volatile String closeReason = "";
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    static Client connect(int port, String path, String password) {
        Client client = new Client();
        client.socket = HTTP.newWebSocketBuilder()
                .header("X-Password", password)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), client)
                .join();
        return client;
    }

    Client say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    Client sayPart(String text, boolean last) {
        socket.sendText(text, last).join();
        return this;
    }

    Client sayBytes(int size) {
        socket.sendBinary(ByteBuffer.allocate(size), true).join();
        return this;
    }

    Client hangUp() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        return this;
    }

    String hear() throws InterruptedException {
        return texts.poll(20, TimeUnit.SECONDS);
    }

    int closeCode() throws Exception {
        return closed.get(20, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        partial.append(part);
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        binarySizes.add(data.remaining());
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        // It is answered by now.
        pings.incrementAndGet();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeReason = reason;
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable problem) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
