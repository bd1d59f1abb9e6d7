package io.omnichannel.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code If-Match} asks for (RFC 9110, section 13.1.1): any stored version, or one of these.
 *
 * @param tags without their quotes
 */
record Precondition(boolean any, List<String> tags) {

    // Weak tags never match: If-Match compares strongly.
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");

    /** Empty when the header was not sent. */
    static Optional<Precondition> of(String ifMatch) {
        if (ifMatch == null) {
            return Optional.empty();
        }
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(ifMatch);
        while (matcher.find()) {
            if (matcher.group(1) == null) {
                tags.add(matcher.group(2));
            }
        }
        return Optional.of(new Precondition(ifMatch.strip().equals("*"), tags));
    }

    /** The strong tag of a stored version: of another configuration of the tenant's it is another one. */
    static String tag(UUID id, long version) {
        return '"' + id.toString() + "." + version + '"';
    }
}
