package io.omnichannel.messaging.outbox;

import io.omnichannel.conversation.SwitchWish;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * The variable {@code task} is a message that WhatsApp would refuse; the body becomes the {@link SwitchWish} that it goes by
 * text, or by mail.
 */
@Component("sendElsewhere")
class SendElsewhere implements Processor {

    @Override
    public void process(Exchange exchange) {
        OutboxItem item = exchange.getVariable(SendCheck.TASK, SendTask.class).item();
        exchange.getMessage().setBody(SwitchWish.underway(item.tenant(), item.conversation()));
    }
}
