package io.omnichannel.admin;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/** Which headers cross the door of the admin API: none inwards, so that no request steers a route; ours outwards. */
@Component
final class AdminHeaders implements HeaderFilterStrategy {

    private static final Set<String> OUT = Set.of(
            "allow",
            "cache-control",
            "content-disposition",
            "content-type",
            "etag",
            "location",
            "retry-after",
            "www-authenticate",
            "x-content-type-options");

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }
}
