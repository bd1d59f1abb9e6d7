package io.omnichannel.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.platform.ModulePaths;
import io.omnichannel.platform.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 413 to a body that is larger than its path takes, before anything reads it: Camel would read any length whole.
 * A body that says its length is judged by it. One that does not is read ahead, but for mail, which may be large: whoever
 * spools it counts, by the same limit.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimit extends OncePerRequestFilter {

    private static final String MAIL = ModulePaths.WEBHOOKS + "/email";
    private static final String MAIL_EVENTS = MAIL + "-events";
    // SendGrid sends its events in batches of at most 768 kB.
    private static final long BATCH = DataSize.ofMegabytes(1).toBytes();

    private final long admin;
    private final long webhook;
    private final long mail;
    private final ObjectMapper json;

    BodyLimit(
            @Value("${omnichannel.admin.max-bytes:256KB}") DataSize admin,
            @Value("${omnichannel.webhook.max-bytes:64KB}") DataSize webhook,
            @Value("${omnichannel.email.max-bytes:31MB}") DataSize mail,
            ObjectMapper json) {
        this.admin = admin.toBytes();
        this.webhook = webhook.toBytes();
        this.mail = mail.toBytes();
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ModulePaths.isOurs(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limit(ModulePaths.of(request));
        long length = request.getContentLengthLong();
        if (length > limit) {
            refuse(request, response, limit);
        } else if (length >= 0 || limit == mail || request.getHeader("Transfer-Encoding") == null) {
            chain.doFilter(request, response);
        } else {
            byte[] body = request.getInputStream().readNBytes(Math.toIntExact(limit + 1));
            if (body.length > limit) {
                refuse(request, response, limit);
            } else {
                chain.doFilter(new ReadBody(request, body), response);
            }
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, long limit) throws IOException {
        // The rest of the body is not worth reading.
        response.setHeader("Connection", "close");
        Problem.of(413, "Content too large", "This path takes at most " + limit + " bytes", "content_too_large")
                .write(request, response, json);
    }

    private long limit(String path) {
        if (path.equals(MAIL)) {
            return mail;
        }
        if (path.equals(MAIL_EVENTS)) {
            return Math.max(BATCH, webhook);
        }
        return path.startsWith(ModulePaths.WEBHOOKS) ? webhook : admin;
    }
}
