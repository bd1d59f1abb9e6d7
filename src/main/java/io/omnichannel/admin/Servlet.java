package io.omnichannel.admin;

import io.omnichannel.platform.LogContext;
import io.omnichannel.platform.TraceId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;

/** The servlet's request behind an exchange; reachable until the first step that makes a message of its own. */
final class Servlet {

    private Servlet() {}

    /** Empty when the exchange did not come in by HTTP. */
    static Optional<HttpServletRequest> request(Exchange exchange) {
        return exchange.getMessage() instanceof PlatformHttpMessage message
                ? Optional.ofNullable(message.getRequest())
                : Optional.empty();
    }

    /** What ties the answer to the log: of the request that was read, else of the servlet's. */
    static String traceId(Exchange exchange) {
        AdminRequest read = exchange.getVariable(AdminRequest.VARIABLE, AdminRequest.class);
        return read != null
                ? read.traceId()
                : request(exchange).map(Servlet::traceId).orElseGet(() -> TraceId.of(null));
    }

    /** The trace that the log's lines of this request name. */
    static String traceId(HttpServletRequest request) {
        return LogContext.traceId().orElseGet(() -> TraceId.of(request.getHeader("traceparent")));
    }
}
