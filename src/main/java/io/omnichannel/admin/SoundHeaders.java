package io.omnichannel.admin;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/** As {@link AdminHeaders}, with what a player needs to seek. */
@Component
final class SoundHeaders implements HeaderFilterStrategy {

    private static final Set<String> OUT = Set.of(
            "accept-ranges",
            "cache-control",
            "content-range",
            "content-type",
            "etag",
            "retry-after",
            "www-authenticate");

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }
}
