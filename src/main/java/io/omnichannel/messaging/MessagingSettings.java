package io.omnichannel.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How written messages are answered and sent.
 *
 * @param debounce how long a burst of texts is collected before it is answered
 * @param answering how many conversations are answered at the same time
 * @param sending how many messages are sent at the same time
 * @param lease how long an answer or a send may take before somebody else takes it over
 * @param poll how often to look for work that nobody announced
 * @param validity how long a message that cannot be sent is tried
 */
@ConfigurationProperties("omnichannel")
public record MessagingSettings(
        @DefaultValue("1.5s") Duration debounce,
        @DefaultValue("64") int answering,
        @DefaultValue("16") int sending,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("4h") Duration validity) {}
