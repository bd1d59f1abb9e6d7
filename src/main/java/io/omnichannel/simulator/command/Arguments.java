package io.omnichannel.simulator.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Deque;

/** What the commands at the terminal ask of their arguments alike. */
final class Arguments {

    private Arguments() {}

    static void requireAddress(String url) {
        require(
                url.matches("https?://[^/]+(/.*)?") && isReadable(url),
                "--url is an address such as http://localhost:8787, not \"" + url + "\"");
    }

    private static boolean isReadable(String url) {
        try {
            return new URI(url).getHost() != null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    static void requireSeconds(String wait) {
        require(wait.matches("\\d{1,5}"), "--wait is a number of seconds, not " + wait);
    }

    static String value(String option, Deque<String> left, String usage) {
        require(!left.isEmpty(), option + " needs a value\n\n" + usage);
        return left.pop();
    }

    static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
