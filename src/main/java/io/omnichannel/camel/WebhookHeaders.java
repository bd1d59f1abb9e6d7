package io.omnichannel.camel;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * What may pass between HTTP and a webhook route: no request header, query parameter or form field becomes a Camel header
 * that steers anything, and none is echoed in the answer.
 */
@Component("webhookHeaders")
class WebhookHeaders implements HeaderFilterStrategy {

    private static final Set<String> IN = Set.of(
            "x-twilio-signature",
            "x-twilio-email-event-webhook-signature",
            "x-twilio-email-event-webhook-timestamp",
            "content-type",
            "content-length",
            "traceparent");
    private static final Set<String> OUT = Set.of("content-type", "retry-after");

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !IN.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }
}
