package io.omnichannel.messaging;

import io.omnichannel.agent.model.AnsweringSettings;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

/** Stops a start where a model may take longer than its lane is leased for: somebody else would answer as well, and pay for it. */
@Component
class LeaseCheck {

    /** @throws InvalidConfigurationPropertyValueException where the models are not given up within the lease */
    LeaseCheck(MessagingSettings messaging, AnsweringSettings answering) {
        if (answering.writtenGiveUpAfter().compareTo(messaging.lease()) >= 0) {
            throw new InvalidConfigurationPropertyValueException(
                    "omnichannel.agent.written-give-up-after",
                    answering.writtenGiveUpAfter(),
                    "It must be shorter than omnichannel.lease, which is " + messaging.lease()
                            + ": after that somebody else answers. Shorten the one or lengthen the other.");
        }
    }
}
