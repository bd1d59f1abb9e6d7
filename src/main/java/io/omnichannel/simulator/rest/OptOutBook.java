package io.omnichannel.simulator.rest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Twilio's own handling of STOP and START on text messages (docs: "Twilio Support for Opt-Out Keywords"). */
final class OptOutBook {

    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
    private static final Set<String> START = Set.of("START", "YES", "UNSTOP");
    private static final Set<String> HELP = Set.of("HELP", "INFO");

    private record Pair(String business, String customer) {}

    private final Map<Pair, Boolean> blocked = new ConcurrentHashMap<>();

    /** What Twilio itself answers to a message; empty when it leaves it to the server. */
    Optional<String> received(String customer, String business, String body) {
        String word = body.strip().toUpperCase(Locale.ROOT);
        Pair pair = new Pair(business, customer);
        if (STOP.contains(word)) {
            blocked.put(pair, true);
            return Optional.of(
                    "You have successfully been unsubscribed. You will not receive any more messages from this"
                            + " number. Reply START to resubscribe.");
        }
        // YES says nothing to somebody who has not opted out.
        if (START.contains(word) && (blocked.remove(pair) != null || !word.equals("YES"))) {
            return Optional.of(
                    "You have successfully been re-subscribed to messages from this number. Reply HELP for help."
                            + " Reply STOP to unsubscribe.");
        }
        return HELP.contains(word)
                ? Optional.of("Reply STOP to unsubscribe. Msg&Data Rates May Apply.")
                : Optional.empty();
    }

    void block(String business, String customer) {
        blocked.put(new Pair(business, customer), true);
    }

    boolean isBlocked(String business, String customer) {
        return blocked.containsKey(new Pair(business, customer));
    }
}
