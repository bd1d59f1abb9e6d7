package io.omnichannel.camel;

import io.omnichannel.camel.websocket.SocketHeaders;
import io.omnichannel.camel.websocket.SocketSession;
import io.omnichannel.platform.LogContext;
import io.omnichannel.relay.Relay;
import io.omnichannel.relay.RelayConnection;
import io.omnichannel.relay.RelayFrame;
import io.omnichannel.relay.RelayProcessors;
import io.omnichannel.relay.RelaySocket;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.stereotype.Component;

/** Between a socket and the relay: a text frame becomes a {@link RelayFrame}, the session's own events become one too. */
@Component("relayDoor")
class RelayDoor implements Processor {

    private static final String CONNECTION = RelayProcessors.CONNECTION;

    private final Relay relay;

    RelayDoor(Relay relay) {
        this.relay = relay;
    }

    @Override
    public void process(Exchange exchange) {
        SocketSession session = exchange.getProperty(SocketSession.PROPERTY, SocketSession.class);
        RelayConnection connection = (RelayConnection)
                session.attributes().computeIfAbsent(CONNECTION, any -> relay.opened(new Adapter(session)));
        exchange.setProperty(CONNECTION, connection);
        closeAfter(exchange, LogContext.open(connection.known()));
        exchange.getMessage().setBody(frame(exchange));
    }

    /** The steps of the route and its error handler run on this thread; the next frame may too. */
    private static void closeAfter(Exchange exchange, LogContext context) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                context.close();
            }
        });
    }

    private RelayFrame frame(Exchange exchange) {
        return switch (exchange.getMessage().getHeader(SocketHeaders.EVENT, String.class)) {
            case "OPEN" -> new RelayFrame.Opened();
            case "CLOSE" ->
                new RelayFrame.Closed(exchange.getMessage().getHeader(SocketHeaders.CLOSE_CODE, 1006, Integer.class));
            case "TEXT" -> relay.read(exchange.getMessage().getBody(String.class));
            default -> new RelayFrame.Malformed("not text");
        };
    }

    private record Adapter(SocketSession session) implements RelaySocket {

        @Override
        public void send(String frame) {
            session.send(frame);
        }

        @Override
        public void forgetUnsent() {
            session.forgetUnsentText();
        }

        @Override
        public void close(int code, String reason) {
            session.close(code, reason);
        }
    }
}
