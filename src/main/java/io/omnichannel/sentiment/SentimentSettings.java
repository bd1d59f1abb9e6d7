package io.omnichannel.sentiment;

import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How customers' moods are read, for tenants that want it.
 *
 * @param by {@code lexicon}: offline, by our own words; {@code model}: by the server's model, and by the lexicon where that fails
 * @param reading how many conversations are read at the same time on this node
 * @param messages how many of the customer's last messages make the trend; the latest weighs most
 * @param atLeast how many there must be before anything is made of it
 * @param fallsBelow a trend below this is a fall
 * @param recoversAbove a trend above this ends it
 */
@ConfigurationProperties("omnichannel.sentiment")
public record SentimentSettings(
        @DefaultValue("lexicon") String by,
        @DefaultValue("4") int reading,
        @DefaultValue("4") int messages,
        @DefaultValue("2") int atLeast,
        @DefaultValue("-0.4") double fallsBelow,
        @DefaultValue("-0.1") double recoversAbove) {

    public SentimentSettings {
        by = by.strip().toLowerCase(Locale.ROOT);
        if (!Set.of("lexicon", "model").contains(by)) {
            throw new IllegalArgumentException("omnichannel.sentiment.by is \"" + by + "\"; write lexicon or model");
        }
        if (messages < 1 || reading < 1) {
            throw new IllegalArgumentException(
                    "omnichannel.sentiment.messages and omnichannel.sentiment.reading must be at least 1");
        }
        if (!(fallsBelow < recoversAbove)) {
            throw new IllegalArgumentException(
                    "omnichannel.sentiment.falls-below must be less than omnichannel.sentiment.recovers-above");
        }
    }
}
