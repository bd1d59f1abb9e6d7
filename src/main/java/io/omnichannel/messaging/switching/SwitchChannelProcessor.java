package io.omnichannel.messaging.switching;

import io.omnichannel.conversation.SwitchWish;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Body: a {@link SwitchWish} becomes a {@link SwitchTask}: whether, and to which address. Every switch passes here. */
@Component("switchChannelProcessor")
@EnableConfigurationProperties(SwitchSettings.class)
class SwitchChannelProcessor implements Processor {

    private final Switches switches;
    private final SwitchDecision decision;

    SwitchChannelProcessor(Switches switches, SwitchSettings settings) {
        this.switches = switches;
        this.decision = new SwitchDecision(settings);
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(decide(exchange.getMessage().getBody(SwitchWish.class)));
    }

    SwitchTask decide(SwitchWish wish) {
        return decision.of(wish, switches.read(wish, wish.to()));
    }
}
