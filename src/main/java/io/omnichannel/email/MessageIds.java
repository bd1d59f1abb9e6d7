package io.omnichannel.email;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Message-IDs: reading those of others, making and knowing our own, {@code <outbox id@domain>}. */
public final class MessageIds {

    private static final int MOST = 20;
    private static final Pattern ID = Pattern.compile("<[^<>\\s\\p{Cntrl}]{1,250}>");
    private static final Pattern OURS =
            Pattern.compile("<([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})@([^<>@]+)>");

    private MessageIds() {}

    /** Every one in a header's text, in order, with angle brackets, each once; the first and the latest 19 of many. */
    static List<String> in(String header) {
        List<String> all =
                ID.matcher(header).results().map(MatchResult::group).distinct().toList();
        return atMost(all);
    }

    /** The root of the thread and the latest ones: what clients thread by, short enough for every relay. */
    static List<String> atMost(List<String> ids) {
        if (ids.size() <= MOST) {
            return ids;
        }
        return Stream.concat(ids.stream().limit(1), ids.stream().skip(ids.size() - MOST + 1L))
                .toList();
    }

    static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }

    /** Ours, for a message that goes out. */
    static String of(UUID outboxId, String domain) {
        return "<" + outboxId + "@" + domain + ">";
    }

    /** The outbox row that a Message-ID of ours names; empty for anybody else's. */
    public static Optional<UUID> outboxId(String messageId) {
        Matcher ours = OURS.matcher(messageId);
        return ours.matches() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }

    /** The domain of a Message-ID of ours; empty for anybody else's. */
    static Optional<String> ourDomain(String messageId) {
        Matcher ours = OURS.matcher(messageId);
        return ours.matches() ? Optional.of(ours.group(2)) : Optional.empty();
    }
}
