package io.omnichannel.camel.websocket;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;

/**
 * {@code websocket-jsr356:/path}: WebSockets on the application's own HTTP port, server side only. Takes the scheme and
 * the path of Camel 3's component of that name. Found by Camel through the name of this bean.
 */
@Component("websocket-jsr356")
public class SocketComponent extends DefaultComponent {

    private final SocketMapping mapping;
    private final SocketSessions sessions;
    private final SocketMetrics metrics;
    private final ObjectMapper json;
    private ScheduledExecutorService clock;

    SocketComponent(SocketMapping mapping, SocketSessions sessions, SocketMetrics metrics, ObjectMapper json) {
        this.mapping = mapping;
        this.sessions = sessions;
        this.metrics = metrics;
        this.json = json;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (remaining.isBlank() || remaining.contains(":")) {
            throw new IllegalArgumentException("websocket-jsr356: takes a path of this server, such as "
                    + "websocket-jsr356:/webhooks/call, not '" + remaining + "'; it is no client");
        }
        SocketEndpoint endpoint = new SocketEndpoint(uri, this, path(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        clock = getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "SocketClock");
    }

    @Override
    protected void doStop() throws Exception {
        // A start that failed before ours stops us too.
        if (clock != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(clock);
        }
        super.doStop();
    }

    SocketMapping mapping() {
        return mapping;
    }

    SocketSessions sessions() {
        return sessions;
    }

    SocketMetrics metrics() {
        return metrics;
    }

    ObjectMapper json() {
        return json;
    }

    ScheduledExecutorService clock() {
        return clock;
    }

    private static String path(String remaining) {
        String path = remaining.startsWith("/") ? remaining : "/" + remaining;
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
