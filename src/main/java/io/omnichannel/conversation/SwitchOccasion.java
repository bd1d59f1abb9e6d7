package io.omnichannel.conversation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
     * @throws IllegalArgumentException for anything else
     */
    public static SwitchOccasion of(String written) {
        if (written.isBlank()) {
            return new SwitchOccasion(Duration.ZERO, List.of());
        }
        String[] words = written.strip().split("\\s+");
        try {
            return new SwitchOccasion(
                    DurationStyle.detectAndParse(words[0]),
                    Arrays.stream(words).skip(1).map(Channel::of).toList());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "\"" + written + "\" is no occasion; write a delay and channels, like 15s sms whatsapp", wrong);
        }
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
