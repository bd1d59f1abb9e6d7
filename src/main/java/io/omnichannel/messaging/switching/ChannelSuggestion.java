package io.omnichannel.messaging.switching;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchSuggestion;
import java.util.List;
import java.util.Optional;

/** Suggests a channel: where the customer is or wants to be, else the first that is open. A pure function. */
final class ChannelSuggestion {

    private final SwitchRules rules;
    private final List<Channel> order;

    ChannelSuggestion(SwitchSettings settings) {
        this.rules = new SwitchRules(settings);
        this.order = settings.suggestions();
    }

    /** @param cases one a channel */
    SwitchSuggestion of(List<SwitchCase> cases) {
        if (cases.getFirst().live()) {
            return new SwitchSuggestion(Optional.of(Channel.VOICE), "call_in_progress");
        }
        Optional<SwitchCase> wished = cases.stream().filter(SwitchCase::wished).findFirst();
        if (wished.isPresent()) {
            return new SwitchSuggestion(Optional.of(wished.get().channel()), "customer_wish");
        }
        Channel theirs = cases.getFirst().saidBy().orElse(cases.getFirst().current());
        Optional<String> against = rules.objection(of(cases, theirs));
        if (theirs != Channel.VOICE && against.isEmpty()) {
            return new SwitchSuggestion(Optional.of(theirs), "customer_wrote_last");
        }
        Optional<Channel> open = order.stream()
                .filter(channel -> rules.objection(of(cases, channel)).isEmpty())
                .findFirst();
        String reason = against.orElse("call_over");
        return new SwitchSuggestion(open, open.isPresent() ? reason : "no_channel");
    }

    private static SwitchCase of(List<SwitchCase> cases, Channel channel) {
        return cases.stream()
                .filter(facts -> facts.channel() == channel)
                .findFirst()
                .orElseThrow();
    }
}
