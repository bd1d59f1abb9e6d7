package io.omnichannel.platform.http;

import io.omnichannel.platform.ModulePaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets pages of the named origins call the admin API. A browser's question beforehand is answered without a key. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class Cors extends OncePerRequestFilter {

    private static final String METHODS = "GET, PUT, POST, DELETE";
    private static final String ALLOWED = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key";
    // Browsers know no wildcard within a name, so the RateLimit headers are all named.
    private static final String EXPOSED =
            "ETag, RateLimit, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After";

    private final Set<String> origins;

    Cors(@Value("${omnichannel.cors-origins:}") Set<String> origins) {
        this.origins = origins;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !(request.getServletPath() + '/').startsWith(ModulePaths.ADMIN + '/');
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader("Origin");
        boolean allowed = origin != null && origins.contains(origin);
        if (!origins.isEmpty()) {
            response.addHeader("Vary", "Origin");
        }
        if (allowed) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        }
        if (!request.getMethod().equals("OPTIONS")) {
            chain.doFilter(request, response);
            return;
        }
        if (allowed) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader("Access-Control-Allow-Headers", ALLOWED);
            response.setHeader("Access-Control-Max-Age", "600");
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
