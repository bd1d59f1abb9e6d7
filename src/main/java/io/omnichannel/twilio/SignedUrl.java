package io.omnichannel.twilio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A URL taken apart by position only: {@code java.net.URI} decodes and encodes again on the way and so changes what was
 * signed.
 *
 * @param scheme up to and with {@code ://}
 * @param userInfo up to and with {@code @}, or empty
 * @param host name or address
 * @param port from the colon on, or empty
 * @param path from the first slash, or empty
 * @param query from the question mark on, or empty
 */
record SignedUrl(String scheme, String userInfo, String host, String port, String path, String query) {

    /** What a URL parser escapes in a query when it finds it raw, and Twilio then signs escaped. */
    private static final String ESCAPED_IN_QUERY = " \"'<>";

    static SignedUrl of(String url) {
        String whole = withoutFragment(url);
        int afterScheme = whole.indexOf("://") < 0 ? 0 : whole.indexOf("://") + 3;
        int question = whole.indexOf('?') < 0 ? whole.length() : whole.indexOf('?');
        int slash = whole.indexOf('/', afterScheme);
        int authorityEnd = slash < 0 || slash > question ? question : slash;
        String authority = whole.substring(Math.min(afterScheme, authorityEnd), authorityEnd);
        int hostStart = authority.lastIndexOf('@') + 1;
        // The colons of an IPv6 address stand in brackets, before any port.
        int colon = authority.indexOf(':', Math.max(hostStart, authority.lastIndexOf(']') + 1));
        int hostEnd = colon < 0 ? authority.length() : colon;
        return new SignedUrl(
                whole.substring(0, Math.min(afterScheme, authorityEnd)),
                authority.substring(0, hostStart),
                authority.substring(hostStart, hostEnd),
                authority.substring(hostEnd),
                whole.substring(authorityEnd, question),
                whole.substring(question));
    }

    /** With or without port and credentials, as given or with a query that was escaped on the way. */
    static Set<String> spellings(String url) {
        Set<String> spellings = new LinkedHashSet<>();
        of(url).addSpellings(spellings);
        return spellings;
    }

    /** As {@link #spellings}, and with or without a slash at the end of the path. */
    static Set<String> handshakeSpellings(String url) {
        SignedUrl given = of(url);
        String other = given.path.endsWith("/") ? given.path.substring(0, given.path.length() - 1) : given.path + "/";
        Set<String> spellings = new LinkedHashSet<>();
        given.addSpellings(spellings);
        given.withPath(other).addSpellings(spellings);
        return spellings;
    }

    /** The raw values of a query parameter. */
    static List<String> queryValues(String url, String name) {
        String query = of(url).query;
        return Arrays.stream(query.substring(Math.min(1, query.length())).split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .toList();
    }

    /** A fragment steers Twilio's connection and never leaves it. */
    static String withoutFragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? url : url.substring(0, hash);
    }

    private void addSpellings(Set<String> spellings) {
        for (SignedUrl user : List.of(this, withUserInfo(""))) {
            for (SignedUrl port : List.of(user, user.withOtherPort())) {
                spellings.add(port.text());
                spellings.add(port.withEscapedQuery().text());
            }
        }
    }

    private String text() {
        return scheme + userInfo + host + port + path + query;
    }

    private SignedUrl withUserInfo(String other) {
        return new SignedUrl(scheme, other, host, port, path, query);
    }

    private SignedUrl withPath(String other) {
        return new SignedUrl(scheme, userInfo, host, port, other, query);
    }

    private SignedUrl withOtherPort() {
        return new SignedUrl(scheme, userInfo, host, port.isEmpty() ? schemePort() : "", path, query);
    }

    private String schemePort() {
        return switch (scheme) {
            case "https://", "wss://" -> ":443";
            case "http://", "ws://" -> ":80";
            default -> "";
        };
    }

    private SignedUrl withEscapedQuery() {
        StringBuilder escaped = new StringBuilder(query.length() + 8);
        for (byte next : query.getBytes(StandardCharsets.UTF_8)) {
            if (next < 0 || ESCAPED_IN_QUERY.indexOf(next) >= 0) {
                escaped.append('%').append(String.format("%02X", next));
            } else {
                escaped.append((char) next);
            }
        }
        return new SignedUrl(scheme, userInfo, host, port, path, escaped.toString());
    }
}
