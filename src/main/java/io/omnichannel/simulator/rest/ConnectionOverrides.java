package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.TwilioRuleBroken;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the fragment of a webhook's URL says about how it is called, such as {@code #rc=3&rp=all&rt=4000}; without one Twilio
 * comes a second time where it could not connect.
 *
 * @param retries how often it is called again at most
 * @param policy after which failures: {@code 4xx}, {@code 5xx}, {@code ct}, {@code rt}, {@code all}
 * @param read how long an answer may take
 * @param total how long all of it may take
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides">Webhooks connection overrides</a>
 */
record ConnectionOverrides(int retries, Set<String> policy, Duration read, Duration total) {

    private static final int MOST_RETRIES = 5;
    private static final int LONGEST = 15_000;

    /** @param url with its fragment, if it has one */
    static ConnectionOverrides of(String url) {
        Map<String, String> given = new HashMap<>();
        int fragment = url.indexOf('#');
        for (String pair :
                fragment < 0 ? new String[0] : url.substring(fragment + 1).split("&")) {
            String[] sides = pair.split("=", 2);
            given.put(sides[0], sides.length == 2 ? sides[1] : "");
        }
        return new ConnectionOverrides(
                number(given, "rc", 1, 0, MOST_RETRIES),
                Set.of(given.getOrDefault("rp", "ct").split(",")),
                Duration.ofMillis(number(given, "rt", LONGEST, 100, LONGEST)),
                Duration.ofMillis(number(given, "tt", LONGEST, 100, LONGEST)));
    }

    /** Whether this answer is a failure after which Twilio comes again. */
    boolean comeAgainAfter(int status) {
        return status / 100 == 5 && allows("5xx") || status / 100 == 4 && allows("4xx");
    }

    /** The same of a call that was not answered; an answer that broke off is never asked for again. */
    boolean comeAgainAfter(IOException failure) {
        return switch (failure) {
            case ConnectException refused -> allows("ct");
            case HttpConnectTimeoutException nobody -> allows("ct");
            case HttpTimeoutException silent -> allows("rt");
            default -> false;
        };
    }

    private boolean allows(String failure) {
        return policy.contains("all") || policy.contains(failure);
    }

    /** What Twilio refuses (11243 and the like) a double need not forgive. */
    private static int number(Map<String, String> given, String name, int usual, int least, int most) {
        String text = given.getOrDefault(name, String.valueOf(usual));
        int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new TwilioRuleBroken(
                    11243, "The connection override " + name + " is from " + least + " to " + most + ", not " + text);
        }
        return number;
    }
}
