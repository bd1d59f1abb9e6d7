package io.omnichannel.agent.tools;

import io.omnichannel.agent.BusinessHours;
import io.omnichannel.agent.Humans;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.Turn;
import io.omnichannel.agent.memory.Facts;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.conversation.SwitchWish;
import java.time.Clock;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the built-in tools do. Exchange property {@link ToolCall#PROPERTY}: the call; the body becomes a {@link ToolOutcome}. */
@Configuration(proxyBeanMethods = false)
class ToolProcessors {

    @Bean
    Processor switchChannelTool(ChannelSwitches switches) {
        return doing(call -> switchTo(call.turn(), Channel.of(call.text("to")), switches));
    }

    @Bean
    Processor transferToHumanTool(Humans humans) {
        return doing(call -> humans.areThereFor(call.turn().settings())
                ? ToolOutcome.done("They are put through once you have said so in one short sentence.")
                        .then(new Next.HandOff(call.text("reason")))
                : ToolOutcome.refused(
                        "Nobody can be reached now. Say so, and offer to note what they want to be told."));
    }

    @Bean
    Processor endConversationTool() {
        return doing(
                call -> ToolOutcome.done("Say goodbye in one short sentence.").then(new Next.HangUp()));
    }

    @Bean
    Processor openingHoursTool(ObjectProvider<Clock> clock) {
        Clock time = clock.getIfUnique(Clock::systemUTC);
        return doing(call -> ToolOutcome.done(BusinessHours.told(call.turn(), time.instant(), call.text("day"))));
    }

    @Bean
    Processor rememberTool(Facts facts) {
        return doing(call -> remember(facts, call));
    }

    private static ToolOutcome remember(Facts facts, ToolCall call) {
        if (CardNumber.isIn(call.text("name") + " " + call.text("value"))) {
            return ToolOutcome.refused("Card numbers are not kept. Do not repeat it, and ask for no such number.");
        }
        return facts.remember(call.turn().identity(), call.text("name"), call.text("value"))
                ? ToolOutcome.done("Noted.")
                : ToolOutcome.refused("So much is noted about this customer already that nothing is added.");
    }

    /** Where a route's error handling gives up. */
    @Bean
    Processor toolFailed() {
        return exchange -> exchange.getMessage()
                .setBody(ToolOutcome.failed(
                        "It did not work. Say that you cannot do it right now; do not say that it was done."));
    }

    /** The agent is told beforehand what the rules will say, so that it promises nothing. */
    private static ToolOutcome switchTo(Turn turn, Channel channel, ChannelSwitches switches) {
        if (!turn.settings().isOn(channel)) {
            return ToolOutcome.refused("This business does not use " + channel.wireName() + ". Offer another channel.");
        }
        if (channel == turn.channel() && channel != Channel.VOICE) {
            return ToolOutcome.refused("You are on this channel already. Go on.");
        }
        SwitchOutcome foreseen = switches.foresee(
                SwitchWish.inTurn(turn.identity().tenant(), turn.identity().conversation(), channel, ""));
        return switch (foreseen.decision()) {
            case REFUSED ->
                ToolOutcome.refused(
                        "This is not possible (" + foreseen.code() + "). Say so, and offer another channel.");
            case ASKED ->
                ToolOutcome.done("It goes on there once we know where; the customer is asked for it after your words.")
                        .then(new Next.SwitchTo(channel));
            case SWITCHED, WAITING, UNKNOWN ->
                ToolOutcome.done("The conversation goes on there. Say so in one short sentence.")
                        .then(new Next.SwitchTo(channel));
        };
    }

    private static Processor doing(Function<ToolCall, ToolOutcome> work) {
        return exchange -> exchange.getMessage().setBody(work.apply(call(exchange)));
    }

    static ToolCall call(Exchange exchange) {
        return exchange.getProperty(ToolCall.PROPERTY, ToolCall.class);
    }
}
