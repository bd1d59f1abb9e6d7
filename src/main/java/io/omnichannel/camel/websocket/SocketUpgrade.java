package io.omnichannel.camel.websocket;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.platform.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;

/** The door of one path: whoever may not come in is answered in HTTP, before the upgrade. */
final class SocketUpgrade implements HttpRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SocketUpgrade.class);

    private final SocketConsumer consumer;
    private final SocketLimits limits;
    private final ObjectMapper json;

    SocketUpgrade(SocketConsumer consumer, SocketLimits limits, ObjectMapper json) {
        this.consumer = consumer;
        this.limits = limits;
        this.json = json;
    }

    String routeId() {
        return consumer.getRouteId();
    }

    /** Takes nobody any more and closes who is there. */
    void shut() {
        consumer.closeAll();
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!"GET".equals(request.getMethod())) {
            response.setHeader("Allow", "GET");
            problem(405, "Method not allowed", "A WebSocket is opened by GET", "method_not_allowed")
                    .write(request, response, json);
        } else if (!asksForSocket(request)) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Connection", "Upgrade");
            problem(426, "Upgrade required", "This path speaks WebSocket only", "upgrade_required")
                    .write(request, response, json);
        } else if (!consumer.isOpen()) {
            busy(request, response, "suspended", "No new sockets are taken at the moment");
        } else if (consumer.isFull()) {
            busy(request, response, "full", "Too many open sockets");
        } else {
            shakeHands(request, response);
        }
    }

    private void shakeHands(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (decide(request)) {
            case SocketHandshake.Refuse refuse -> {
                consumer.metrics().refused(refuse.status() == 500 ? "error" : "handshake");
                problem(refuse.status(), "Handshake refused", refuse.why(), "handshake_refused")
                        .write(request, response, json);
            }
            case SocketHandshake.Accept accept -> upgrade(request, response, accept.attributes());
        }
    }

    private SocketHandshake.Decision decide(HttpServletRequest request) {
        try {
            return consumer.getEndpoint().handshake().check(read(request));
        } catch (RuntimeException broken) {
            LOG.error(
                    "The handshake of {} could not be checked",
                    consumer.getEndpoint().path(),
                    broken);
            return new SocketHandshake.Refuse(500, "The handshake could not be checked");
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, Map<String, Object> attributes)
            throws ServletException, IOException {
        Connection connection = new Connection(consumer, limits, request.getRemoteAddr(), attributes);
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(
                        Connection.class, consumer.getEndpoint().path())
                .configurator(new OneConnection(connection))
                .build();
        ServerContainer container =
                (ServerContainer) request.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException impossible) {
            throw new ServletException("The container refused the socket", impossible);
        }
    }

    private void busy(HttpServletRequest request, HttpServletResponse response, String reason, String detail)
            throws IOException {
        consumer.metrics().refused(reason);
        response.setHeader("Retry-After", "5");
        problem(503, "No more sockets", detail, "sockets_" + reason).write(request, response, json);
    }

    private static Problem problem(int status, String title, String detail, String code) {
        return Problem.of(status, title, detail, code);
    }

    private static boolean asksForSocket(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Upgrade")).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .anyMatch(token -> "websocket".equalsIgnoreCase(token.trim()));
    }

    private static HandshakeRequest read(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(request.getHeaders(name))));
        String query = request.getQueryString();
        String host = request.getHeader("Host");
        return new HandshakeRequest(
                request.getMethod(),
                request.getScheme(),
                host == null ? "" : host,
                query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
                headers,
                request.getRemoteAddr());
    }
}
