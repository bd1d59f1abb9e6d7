package io.omnichannel.admin;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.ChannelSwitches;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** By which channel a conversation that was found is best gone on with, and why. */
@Component
final class SuggestedChannel {

    private final ChannelSwitches switches;

    SuggestedChannel(ChannelSwitches switches) {
        this.switches = switches;
    }

    /** @param conversation the row; {@code channel} of the answer is null when none is open */
    public Map<String, Object> of(@Variable("conversation") Map<String, Object> conversation) {
        String tenant = (String) conversation.get("tenant_id");
        UUID id = UUID.fromString(conversation.get("id").toString());
        Map<String, Object> suggested = new LinkedHashMap<>();
        switches.suggest(tenant, id).ifPresent(suggestion -> {
            suggested.put("channel", suggestion.channel().map(Channel::wireName).orElse(null));
            suggested.put("reason", suggestion.reason());
        });
        return suggested;
    }
}
