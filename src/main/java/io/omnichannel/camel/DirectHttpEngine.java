package io.omnichannel.camel;

import io.omnichannel.platform.FailureKinds;
import io.omnichannel.platform.LogContext;
import io.omnichannel.platform.TraceId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Runs a route on the thread that took its request. Camel's own engine hands each request to another thread and has Spring
 * dispatch it a second time, which gains nothing on virtual threads.
 */
@Component("platform-http-engine")
class DirectHttpEngine implements PlatformHttpEngine {

    private final int port;

    DirectHttpEngine(@Value("${server.port:8080}") int port) {
        this.port = port;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor route) {
        return new Consumer(endpoint, route);
    }

    @Override
    public int getServerPort() {
        return port;
    }

    private static final class Consumer extends SpringBootPlatformHttpConsumer {

        private static final Logger LOG = LoggerFactory.getLogger(DirectHttpEngine.class);

        private volatile Boolean readOnce;

        Consumer(PlatformHttpEndpoint endpoint, Processor route) {
            super(endpoint, route);
            setExceptionHandler(new BrokenAnswer());
        }

        @Override
        public Exchange createExchange(boolean autoRelease) {
            Exchange exchange = super.createExchange(autoRelease);
            exchange.setProperty(Exchange.DISABLE_HTTP_STREAM_CACHE, isReadOnce());
            // What was signed are the bytes as they came; and a few of them could become very many.
            exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
            return exchange;
        }

        /** A route that says {@code streamCache: "false"} reads the body once. */
        private boolean isReadOnce() {
            if (readOnce == null) {
                readOnce = getEndpoint().isUseStreaming()
                        && getEndpoint().getCamelContext().getRoutes().stream()
                                .filter(route -> route.getEndpoint() == getEndpoint())
                                .anyMatch(route -> Boolean.FALSE.equals(route.isStreamCaching()));
            }
            return readOnce;
        }

        /** @return null: the answer is complete, and Spring has nothing to wait for */
        @Override
        public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
            String trace = TraceId.of(request.getHeader("traceparent"));
            try (LogContext context = LogContext.open(Map.of(LogContext.TRACE_ID, trace))) {
                handle(request, response);
            }
            return null;
        }

        private void handle(HttpServletRequest request, HttpServletResponse response) {
            try {
                HttpServletRequest asked = getEndpoint().isPopulateBodyWithForm() ? request : new AsItCame(request);
                handleService(isReadOnce() ? new StreamedRequest(asked) : asked, new UnclosedResponse(response));
            } catch (BrokenAnswer.Thrown broken) {
                if (broken.clientLeft()) {
                    LOG.debug("Nobody listens to {} any more", getEndpoint().getPath());
                    return;
                }
                LOG.warn("The answer of {} broke off: {}", getEndpoint().getPath(), broken.getMessage());
                refuse(response);
                if (response.isCommitted()) {
                    // Tomcat cuts the line: a clean end would tell the client that it has everything.
                    throw broken;
                }
            } catch (Exception failed) {
                LOG.warn("A request to {} was not answered: {}", getEndpoint().getPath(), FailureKinds.of(failed));
                refuse(response);
            }
        }

        private static void refuse(HttpServletResponse response) {
            try {
                if (!response.isCommitted()) {
                    response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                }
            } catch (IOException gone) {
                LOG.debug("Nobody waits for the answer any more: {}", FailureKinds.of(gone));
            }
        }
    }

    /** Hides that the body is a form: Camel would decode it into headers, which the route's filter then throws away. */
    private static final class AsItCame extends HttpServletRequestWrapper {

        AsItCame(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getContentType() {
            String type = super.getContentType();
            return type != null && type.startsWith("application/x-www-form-urlencoded") ? null : type;
        }
    }
}
