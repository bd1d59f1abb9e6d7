package io.omnichannel.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;

/** The servlet's request behind an exchange. */
final class Servlet {

    private Servlet() {}

    /** Empty when the exchange did not come in by HTTP. */
    static Optional<HttpServletRequest> request(Exchange exchange) {
        return exchange.getMessage() instanceof PlatformHttpMessage message
                ? Optional.ofNullable(message.getRequest())
                : Optional.empty();
    }

    /** The header, or null. */
    static String traceparent(Exchange exchange) {
        return request(exchange)
                .map(request -> request.getHeader("traceparent"))
                .orElse(null);
    }
}
