package io.omnichannel.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Notices when our agent talks with another machine, before each side's answers become the other's questions for ever.
 * A pure function of what was written lately and the database's clock.
 */
public final class LoopGuard {

    static final int MAX_REPLIES = 20;
    static final Duration REPLIES_WITHIN = Duration.ofMinutes(10);
    static final int MAX_IDENTICAL_PAIRS = 3;
    static final Duration PAIRS_WITHIN = Duration.ofMinutes(5);

    /** How far back the messages must reach. */
    public static final Duration LOOKS_BACK = REPLIES_WITHIN;

    private LoopGuard() {}

    /** A message of the conversation; spoken ones are not looked at. */
    public record Written(SenderRole role, Channel channel, String content, Instant at) {}

    /** Why the agent is held back and a human told. */
    public enum Hold {
        TOO_MANY_REPLIES,
        SAME_AGAIN
    }

    private record Pair(String asked, String answered) {}

    /**
     * Judges before the agent answers what was written since its last reply.
     *
     * @param recent the conversation's messages of the last {@link #LOOKS_BACK}, in any order
     * @param now the database's time
     * @return empty when the agent may answer
     */
    public static Optional<Hold> judge(List<Written> recent, Instant now) {
        List<Written> written = recent.stream()
                .filter(message ->
                        message.channel() != Channel.VOICE && message.at().isAfter(now.minus(LOOKS_BACK)))
                .sorted(Comparator.comparing(Written::at))
                .toList();
        long replies = written.stream()
                .filter(message -> message.role() == SenderRole.AGENT)
                .count();
        if (replies >= MAX_REPLIES) {
            return Optional.of(Hold.TOO_MANY_REPLIES);
        }
        return sameAgain(written, now.minus(PAIRS_WITHIN)) ? Optional.of(Hold.SAME_AGAIN) : Optional.empty();
    }

    private static boolean sameAgain(List<Written> written, Instant since) {
        Map<Pair, Integer> pairs = new HashMap<>();
        List<String> asked = new ArrayList<>();
        for (Written message : written) {
            switch (message.role()) {
                case CUSTOMER -> asked.add(plain(message.content()));
                case AGENT -> {
                    // The second part of a long answer belongs to no question of its own.
                    if (!asked.isEmpty() && message.at().isAfter(since)) {
                        pairs.merge(new Pair(String.join("\n", asked), plain(message.content())), 1, Integer::sum);
                    }
                    asked.clear();
                }
                case HUMAN -> asked.clear();
                case SYSTEM -> {
                    // What we note in the timeline is not part of the talk.
                }
            }
        }
        String question = String.join("\n", asked);
        return pairs.entrySet().stream()
                .anyMatch(pair -> pair.getKey().asked().equals(question) && pair.getValue() >= MAX_IDENTICAL_PAIRS);
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
