package io.omnichannel.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How relay sessions behave.
 *
 * @param setupTimeout how long a socket may stay without a setup frame
 * @param nudgeAfter silence after which the caller is asked whether they are still there; zero: never
 * @param nudges how often, before the agent says goodbye
 * @param digitTimeout silence after which keyed digits count as one input; # ends it at once
 * @param speechRate characters a second at which a voice speaks, to guess when a sentence has been said
 * @param maxMalformed frames in a row that cannot be read before the session is closed
 */
@ConfigurationProperties("omnichannel.relay")
public record RelaySettings(
        @DefaultValue("5s") Duration setupTimeout,
        @DefaultValue("15s") Duration nudgeAfter,
        @DefaultValue("2") int nudges,
        @DefaultValue("2s") Duration digitTimeout,
        @DefaultValue("15") int speechRate,
        @DefaultValue("10") int maxMalformed) {}
