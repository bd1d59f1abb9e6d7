package io.omnichannel.agent;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether somebody is there to hand over to: a tenant's number, or a way by which humans are told.
 *
 * @param ways as {@code omnichannel.briefing.ways} names them
 * @param smsTo empty where texts go to the tenant's number
 */
@ConfigurationProperties("omnichannel.briefing")
public record Humans(@DefaultValue("") List<String> ways, @DefaultValue("") String smsTo) {

    public Humans {
        ways = List.copyOf(ways);
    }

    /** Nobody but whom a tenant's number reaches. */
    public static Humans atTheirNumber() {
        return new Humans(List.of(), "");
    }

    /** Without a number, too: a caller leaves a message, a writer waits. */
    public boolean areTold() {
        return ways.contains("email") || ways.contains("webhook") || ways.contains("sms") && !smsTo.isBlank();
    }

    public boolean areThereFor(AgentSettings tenant) {
        return tenant.human().isPresent() || areTold();
    }
}
