package io.omnichannel.messaging.outbox;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchOccasion;
import io.omnichannel.conversation.SwitchOccasions;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.email.MailDelivery;
import io.omnichannel.email.MailEvent;
import io.omnichannel.messaging.DeadLetterBell;
import io.omnichannel.messaging.NoWay;
import io.omnichannel.platform.SqlFile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Body: a list of {@link MailEvent}; what they say of our mails is on disk when this returns. */
@Component("mailEventsAcceptor")
class MailEventsAcceptor implements Processor {

    private static final Map<MailDelivery, String> OURS = Map.of(
            MailDelivery.SENT, "sent",
            MailDelivery.DELIVERED, "delivered",
            MailDelivery.FAILED, "failed",
            MailDelivery.READ, "read");

    private final JdbcClient intake;
    private final DeadLetterBell bell;
    private final SwitchOccasion instead;
    private final String acceptMailEvent = SqlFile.load("accept-mail-event");

    MailEventsAcceptor(@Qualifier("intakeJdbc") JdbcClient intake, DeadLetterBell bell, SwitchOccasions occasions) {
        this.intake = intake;
        this.instead = occasions.unreachable();
        this.bell = bell;
    }

    @Override
    public void process(Exchange exchange) {
        List<?> events = exchange.getMessage().getBody(List.class);
        events.stream().map(MailEvent.class::cast).forEach(this::accept);
    }

    private void accept(MailEvent event) {
        event.outboxId().ifPresent(outbox -> intake.sql(acceptMailEvent)
                .param("outbox", outbox)
                .param("key", event.eventId())
                .param("status", OURS.getOrDefault(event.delivery(), ""))
                .param("provider_id", event.sendGridId())
                .param("error_code", event.fault())
                .param("reason", event.fault().isEmpty() ? "" : event.reason())
                .param("wish", event.isOptOut() ? "stop" : event.isOptIn() ? "start" : "")
                .param("consent_id", Uuid7.next())
                .param("wish_id", Uuid7.next())
                .param("instead", instead.names())
                .param("instead_seconds", instead.seconds())
                .param("unreachable", NoWay.codes())
                .query((row, number) -> new String[] {row.getString("status"), row.getString("error_code")})
                .optional()
                .ifPresent(known ->
                        bell.became(known[0], Channel.EMAIL, outbox, Objects.requireNonNullElse(known[1], ""))));
    }
}
