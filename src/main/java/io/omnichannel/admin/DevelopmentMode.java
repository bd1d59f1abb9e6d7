package io.omnichannel.admin;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whether somebody at this very machine may do without a key. */
@Component
final class DevelopmentMode {

    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentMode.class);
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean on;

    DevelopmentMode(
            @Value("${omnichannel.twilio-auth-token:}") String twilioToken,
            @Value("${omnichannel.admin-key:}") String adminKey) {
        this.on = twilioToken.isBlank() && adminKey.isBlank();
        if (on) {
            LOG.info("Development mode: the admin API needs no key from this machine. Set TWILIO_AUTH_TOKEN or "
                    + "OMNICHANNEL_ADMIN_KEY to end it.");
        }
    }

    /** Asks the request as it came off the wire: a filter for proxies may have hidden what it went through. */
    boolean admits(HttpServletRequest request) {
        return on && admitsAsSent(unwrapped(request));
    }

    private static boolean admitsAsSent(HttpServletRequest request) {
        return loopback(request.getRemoteAddr())
                && localHost(request.getHeader("Host"))
                && Collections.list(request.getHeaderNames()).stream().noneMatch(DevelopmentMode::foreign);
    }

    private static boolean foreign(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.equals("origin") || name.equals("forwarded") || name.startsWith("x-forwarded-");
    }

    private static boolean localHost(String host) {
        return host != null && HOSTS.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{1,5}$", ""));
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private static HttpServletRequest unwrapped(HttpServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return (HttpServletRequest) inner;
    }
}
