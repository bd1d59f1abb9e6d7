package io.omnichannel.camel.websocket;

import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Sends the body to one session or to all of the path, or closes them. Returns before the frame is on the wire. */
final class SocketProducer extends DefaultProducer {

    SocketProducer(SocketEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public SocketEndpoint getEndpoint() {
        return (SocketEndpoint) super.getEndpoint();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Predicate<SocketSession> action = action(exchange.getMessage());
        if (getEndpoint().sendToAll()) {
            // Whoever leaves meanwhile is none of the sender's business.
            getEndpoint().getComponent().sessions().on(getEndpoint().path()).forEach(action::test);
            return;
        }
        SocketSession session = session(exchange);
        if (!action.test(session)) {
            throw new SessionGoneException(session.id(), getEndpoint().path());
        }
    }

    /** What is done with a session; false when it could not be done any more. */
    private static Predicate<SocketSession> action(Message message) throws Exception {
        Integer code = message.getHeader(SocketHeaders.CLOSE_CODE, Integer.class);
        if (code != null) {
            String reason = message.getHeader(SocketHeaders.CLOSE_REASON, "", String.class);
            return session -> {
                boolean open = session.isOpen();
                session.close(code, reason);
                return open;
            };
        }
        if (message.getBody() instanceof byte[] bytes) {
            return session -> session.send(bytes);
        }
        String text = message.getMandatoryBody(String.class);
        return session -> session.send(text);
    }

    private SocketSession session(Exchange exchange) {
        String path = getEndpoint().path();
        String id = exchange.getMessage().getHeader(SocketHeaders.SESSION_ID, String.class);
        SocketSession own = exchange.getProperty(SocketSession.PROPERTY, SocketSession.class);
        if (own != null && own.path().equals(path) && (id == null || id.equals(own.id()))) {
            return own;
        }
        if (id == null) {
            throw new IllegalArgumentException("No socket session named for " + path + ": set the header "
                    + SocketHeaders.SESSION_ID + ", or sendToAll=true");
        }
        return getEndpoint()
                .getComponent()
                .sessions()
                .find(id)
                .filter(session -> session.path().equals(path))
                .orElseThrow(() -> new SessionGoneException(id, path));
    }
}
