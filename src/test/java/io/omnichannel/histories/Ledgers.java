package io.omnichannel.histories;

import io.omnichannel.email.MessageIds;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.TwilioRest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What really left, as the providers took it. */
final class Ledgers {

    private final Map<String, List<RestMessage>> byRecipient;
    private final Map<String, Integer> times = new HashMap<>();

    Ledgers(TwilioRest twilio) {
        List<RestMessage> sent = twilio.ledger().sent();
        this.byRecipient = sent.stream().collect(Collectors.groupingBy(RestMessage::to));
        sent.forEach(message -> times.merge(outbox(message), 1, Integer::sum));
        twilio.mail().ledger().mails().forEach(mail -> MessageIds.outboxId(mail.messageId())
                .ifPresent(row -> times.merge(row.toString(), 1, Integer::sum)));
    }

    /** @param to with the channel's prefix */
    List<RestMessage> to(String to) {
        return byRecipient.getOrDefault(to, List.of());
    }

    /** How often something of the outbox left. */
    int times(String outbox) {
        return times.getOrDefault(outbox, 0);
    }

    int all() {
        return times.values().stream().mapToInt(Integer::intValue).sum();
    }

    static String outbox(RestMessage sent) {
        return sent.statusCallback().replaceFirst(".*outbox=([^#&]*).*", "$1");
    }
}
