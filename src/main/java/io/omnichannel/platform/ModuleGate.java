package io.omnichannel.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first filter. Answers 503 under the module's prefixes while it is switched off, and holds requests that come before
 * the routes are loaded: Tomcat listens about a second earlier, and Twilio does not ask again after a 404.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ModuleGate extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleGate.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final boolean enabled;
    private final ObjectMapper json;
    private final CountDownLatch ready = new CountDownLatch(1);

    ModuleGate(@Value("${omnichannel.enabled:false}") String enabled, ObjectMapper json) {
        this.enabled = "true".equalsIgnoreCase(enabled);
        this.json = json;
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        ready.countDown();
        if (!enabled) {
            LOG.info(
                    "The omnichannel module is switched off and answers 503. Set OMNICHANNEL_ENABLED=true to enable it.");
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ModulePaths.isOurs(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!enabled) {
            Problem.of(
                            503,
                            "Omnichannel module is disabled",
                            "Set OMNICHANNEL_ENABLED=true to enable this module",
                            "disabled")
                    .write(request, response, json);
        } else if (!startedInTime()) {
            Problem.of(503, "Starting", "The routes are not loaded yet; try again in a few seconds", "starting")
                    .write(request, response, json);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean startedInTime() {
        try {
            return ready.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
