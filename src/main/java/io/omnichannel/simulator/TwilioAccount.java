package io.omnichannel.simulator;

import java.net.URI;

/**
 * An account and the server it was told about.
 *
 * @param server where the server really listens, such as {@code http://localhost:8787}
 * @param publicUrl the address that the account was given and signs, without trailing slash
 * @param authToken what webhooks and handshakes are signed with
 */
public record TwilioAccount(URI server, String publicUrl, String sid, String authToken) {

    /** The account that signs when nobody named one. */
    public static final String SIMULATED_SID = "AC00000000000000000000000000000000";

    public TwilioAccount {
        server = URI.create(withoutSlash(server.toString()));
        publicUrl = withoutSlash(publicUrl);
    }

    /** An account that knows the server by the address where it listens. */
    public static TwilioAccount of(URI server, String authToken) {
        return new TwilioAccount(server, server.toString(), SIMULATED_SID, authToken);
    }

    /** @param path of the server, or a whole URL */
    public String url(String path) {
        return path.startsWith("/") ? publicUrl + path : path;
    }

    /** Where a URL of the server is really served, its socket included: past the proxy, if there is one. */
    public URI reachable(String url) {
        String publicSocket = publicUrl.replaceFirst("^http", "ws");
        if (url.startsWith(publicUrl)) {
            return URI.create(server + url.substring(publicUrl.length()));
        }
        if (url.startsWith(publicSocket)) {
            return URI.create(server.toString().replaceFirst("^http", "ws") + url.substring(publicSocket.length()));
        }
        return URI.create(url);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
