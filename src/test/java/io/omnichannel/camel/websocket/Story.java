package io.omnichannel.camel.websocket;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Writes down what is routed, and does what a text frame tells it. */
class Story implements Processor {

    record Event(String name, String body, Integer closeCode, SocketSession session) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch busy = new CountDownLatch(1);

    @Override
    public void process(Exchange exchange) throws Exception {
        SocketSession session = exchange.getProperty(SocketSession.PROPERTY, SocketSession.class);
        String event = exchange.getMessage().getHeader(SocketHeaders.EVENT, String.class);
        String body = exchange.getMessage().getBody(String.class);
        Integer code = exchange.getMessage().getHeader(SocketHeaders.CLOSE_CODE, Integer.class);
        events.add(new Event(event, body, code, session));
        switch (body == null ? "" : body) {
            case "talk without end" -> Thread.startVirtualThread(() -> talk(session));
            case "one word" -> session.send("word");
            case "half a pair" -> session.send("a\ud83d");
            case "answers, then goodbye" -> {
                for (int i = 0; i < 100; i++) {
                    session.send("answer " + i);
                }
                session.close(4001, "goodbye");
            }
            case "interrupted" -> {
                Thread.currentThread().interrupt();
                session.send("still here");
                Thread.interrupted();
            }
            case "stay busy" -> busy.await();
            case "fail" -> throw new IllegalStateException("A route may fail");
            default -> {}
        }
    }

    List<Event> events() {
        return events;
    }

    List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    void goOn() {
        busy.countDown();
    }

    void forget() {
        events.clear();
        busy = new CountDownLatch(1);
    }

    private static void talk(SocketSession session) {
        String word = "x".repeat(4_000);
        while (session.send(word)) {
            Thread.yield();
        }
    }
}
