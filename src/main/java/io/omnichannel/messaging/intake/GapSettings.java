package io.omnichannel.messaging.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are found that Twilio could not hand to us.
 *
 * @param every how often Twilio's list is looked through when nothing is known to be missing
 * @param grace how long a webhook may be on its way before its message counts as missing
 * @param answerWithin an older message is kept, and answered together with the customer's next one
 */
@ConfigurationProperties("omnichannel.gap")
record GapSettings(
        @DefaultValue("1h") Duration every,
        @DefaultValue("20s") Duration grace,
        @DefaultValue("4h") Duration answerWithin) {}
