package io.omnichannel.admin;

import io.omnichannel.platform.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Finds out who calls and leaves an {@link AdminRequest} in the variable {@code request}. Reads the servlet's request and
 * not the message's headers, into which query parameters come as well.
 */
@Component
final class Authentication implements Processor {

    private final AdminKey adminKey;
    private final DevelopmentMode developmentMode;

    Authentication(AdminKey adminKey, DevelopmentMode developmentMode) {
        this.adminKey = adminKey;
        this.developmentMode = developmentMode;
    }

    @Override
    public void process(Exchange exchange) {
        HttpServletRequest request = Servlet.request(exchange).orElseThrow();
        exchange.setVariable(AdminRequest.VARIABLE, AdminRequest.of(caller(request), request));
    }

    private Caller caller(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null && developmentMode.admits(request)) {
            return new Caller.Administrator();
        }
        if (authorization == null) {
            throw unauthorized("Send Authorization: Bearer and a key");
        }
        boolean bearer = authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        if (bearer && adminKey.matches(authorization.substring(7).strip())) {
            return new Caller.Administrator();
        }
        throw unauthorized("This key is not known; send Authorization: Bearer and a key");
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(401, "Unauthorized", detail, "unauthorized");
    }
}
