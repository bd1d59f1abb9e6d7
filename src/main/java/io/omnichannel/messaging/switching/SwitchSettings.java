package io.omnichannel.messaging.switching;

import io.omnichannel.conversation.Channel;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a conversation may go on by another channel: what an engineer edits.
 *
 * @param rules names of {@link SwitchRules}, in the order in which they are asked; the first that objects decides
 * @param transitions {@code from>to}, every pair that is allowed
 * @param customerPresent how long after the customer's last words operators may write and call in quiet hours
 * @param waitForAddress how long a wish waits for an address that the customer has not given yet
 * @param lookAgain how often a wish that waits for the end of a call is looked at, and how soon one that waits for an
 *     address; that one ever more seldom afterwards
 * @param suggested channels in the order in which they are suggested
 */
@ConfigurationProperties("omnichannel.switching")
public record SwitchSettings(
        @DefaultValue("closed,human,here,transition,enabled,number,address,consent,reachable,quiet,window,calls")
                List<String> rules,
        @DefaultValue(
                        "voice>voice,voice>sms,voice>whatsapp,voice>email,sms>voice,sms>whatsapp,sms>email,whatsapp>voice,"
                                + "whatsapp>sms,whatsapp>email,email>voice,email>sms,email>whatsapp")
                List<String> transitions,
        @DefaultValue("15m") Duration customerPresent,
        @DefaultValue("24h") Duration waitForAddress,
        @DefaultValue("10s") Duration lookAgain,
        @DefaultValue("sms,whatsapp,email,voice") List<String> suggested) {

    private static final String NAME = "omnichannel.switching.";

    public SwitchSettings {
        Set<String> unknown = new TreeSet<>(rules);
        unknown.removeAll(SwitchRules.NAMES);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    NAME + "rules names " + unknown + "; the rules are " + SwitchRules.NAMES);
        }
        read(transitions);
        suggested.forEach(name -> channel("suggested", name));
        rules = List.copyOf(rules);
        transitions = List.copyOf(transitions);
        suggested = List.copyOf(suggested);
    }

    boolean allows(Channel from, Channel to) {
        return read(transitions).get(from).contains(to);
    }

    List<Channel> suggestions() {
        return suggested.stream().map(name -> channel("suggested", name)).toList();
    }

    private static Map<Channel, Set<Channel>> read(List<String> transitions) {
        Map<Channel, Set<Channel>> allowed = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            allowed.put(channel, EnumSet.noneOf(Channel.class));
        }
        for (String transition : transitions) {
            String[] ends = transition.split(">", -1);
            if (ends.length != 2) {
                throw new IllegalArgumentException(
                        NAME + "transitions has \"" + transition + "\"; write each like voice>sms");
            }
            allowed.get(channel("transitions", ends[0])).add(channel("transitions", ends[1]));
        }
        return allowed;
    }

    private static Channel channel(String setting, String name) {
        try {
            return Channel.of(name.strip());
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    NAME + setting + " has \"" + name.strip() + "\"; the channels are voice, sms, whatsapp, email");
        }
    }
}
