package io.omnichannel.conversation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.convert.DurationStyle;

/**
 * What is done by itself when something happens: after a while the first of the channels that is allowed.
 *
 * @param channels none: nothing is done
 */
public record SwitchOccasion(Duration after, List<Channel> channels) {

    public SwitchOccasion {
        channels = List.copyOf(channels);
    }

    /**
     * Reads {@code 15s sms whatsapp}; an empty text is nothing to be done.
     *
     * @param setting what it is written for
     * @throws IllegalArgumentException for anything else
     */
    static SwitchOccasion of(String setting, String written) {
        if (written.isBlank()) {
            return new SwitchOccasion(Duration.ZERO, List.of());
        }
        List<String> words = List.of(written.strip().split("\\s+"));
        try {
            if (words.size() > 1) {
                return new SwitchOccasion(
                        DurationStyle.detectAndParse(words.getFirst()),
                        words.stream().skip(1).map(Channel::of).toList());
            }
        } catch (IllegalArgumentException wrong) {
            // Said below.
        }
        throw new IllegalArgumentException(setting + " is \"" + written
                + "\"; write a delay and then channels, each one of "
                + Arrays.stream(Channel.values()).map(Channel::wireName).collect(Collectors.joining(", "))
                + ", like 15s sms whatsapp, or nothing at all");
    }

    /** The channels by their names, for a statement. */
    public String[] names() {
        return channels.stream().map(Channel::wireName).toArray(String[]::new);
    }

    /** For a statement. */
    public double seconds() {
        return after.toMillis() / 1000.0;
    }
}
