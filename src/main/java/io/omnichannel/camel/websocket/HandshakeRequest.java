package io.omnichannel.camel.websocket;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP request that asks for an upgrade, as it came in.
 *
 * @param method always GET
 * @param scheme http or https, as the server saw it
 * @param host the Host header, port included, or empty
 * @param target path and query, nothing decoded
 * @param headers all values by name; names are compared without case
 * @param remoteAddress the peer's IP address
 */
public record HandshakeRequest(
        String method,
        String scheme,
        String host,
        String target,
        Map<String, List<String>> headers,
        String remoteAddress) {

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
