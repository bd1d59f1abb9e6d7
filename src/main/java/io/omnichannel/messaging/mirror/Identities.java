package io.omnichannel.messaging.mirror;

import java.util.UUID;

/**
 * Who is who in Twilio's copies. Twilio asks for identities without personal data, and lets one be in 1,000 conversations:
 * so the agent has one of its own in each.
 */
final class Identities {

    static final String OPERATOR = "operator";
    static final String SYSTEM = "system";

    private Identities() {}

    static String customer(UUID contact) {
        return "customer:" + contact;
    }

    static String agent(UUID conversation) {
        return "agent:" + conversation;
    }
}
