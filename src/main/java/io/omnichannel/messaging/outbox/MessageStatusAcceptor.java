package io.omnichannel.messaging.outbox;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchOccasion;
import io.omnichannel.conversation.SwitchOccasions;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.DeadLetterBell;
import io.omnichannel.messaging.NoWay;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.twilio.DeliveryStatus;
import io.omnichannel.twilio.Refusal;
import io.omnichannel.twilio.StatusCallback;
import io.omnichannel.twilio.TwilioRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Body: a {@link TwilioRequest}; how far the message has come is on disk when this returns. */
@Component("messageStatusAcceptor")
class MessageStatusAcceptor implements Processor {

    /** Twilio's words for what the outbox calls sent. */
    private static final Map<DeliveryStatus, String> OURS = Map.of(
            DeliveryStatus.SENT, "sent",
            DeliveryStatus.DELIVERED, "delivered",
            DeliveryStatus.READ, "read",
            DeliveryStatus.UNDELIVERED, "undelivered",
            DeliveryStatus.FAILED, "failed",
            DeliveryStatus.CANCELED, "failed");

    private final JdbcClient intake;
    private final OutboxWorker outbox;
    private final DeadLetterBell bell;
    private final StatusCallbackAdmission admission;
    private final SwitchOccasion instead;
    private final String acceptMessageStatus = SqlFile.load("accept-message-status");

    MessageStatusAcceptor(
            @Qualifier("intakeJdbc") JdbcClient intake,
            OutboxWorker outbox,
            DeadLetterBell bell,
            @Value("${omnichannel.database.intake-pool-size:16}") int connections,
            SwitchOccasions occasions) {
        this.intake = intake;
        this.outbox = outbox;
        this.bell = bell;
        this.instead = occasions.unreachable();
        // Four callbacks come for every reply: what customers write must find a connection among them.
        this.admission = new StatusCallbackAdmission(Math.max(1, connections / 2));
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        StatusCallback callback = StatusCallback.from(exchange.getMessage().getBody(TwilioRequest.class));
        admission.take(() -> accept(callback)).ifPresent(known -> {
            bell.became(known.status(), known.channel(), known.id(), known.code());
            // It goes another way.
            if (known.status().equals("suppressed")) {
                outbox.wake();
            }
        });
    }

    private record Known(String status, Channel channel, UUID id, String code) {}

    private Optional<Known> accept(StatusCallback callback) {
        String error = callback.errorCode() == 0 ? null : String.valueOf(callback.errorCode());
        return intake.sql(acceptMessageStatus)
                .param("outbox", callback.outbox().matches("[0-9a-f-]{36}") ? callback.outbox() : "")
                .param("provider_id", callback.messageSid())
                .param("key", callback.eventKey())
                // Whatever comes earlier proves at least that Twilio has it.
                .param("status", callback.status().map(OURS::get).orElse("sent"))
                .param("error_code", error)
                .param(
                        "reason",
                        error == null ? null : Refusal.of(callback.errorCode()).why())
                .param("consent_id", Uuid7.next())
                .param("new_id", Uuid7.next())
                .param("wish_id", Uuid7.next())
                .param("instead", instead.names())
                .param("instead_seconds", instead.seconds())
                .param("unreachable", NoWay.codes())
                .query((row, number) -> new Known(
                        row.getString("status"),
                        Channel.of(row.getString("channel")),
                        row.getObject("id", UUID.class),
                        Optional.ofNullable(row.getString("error_code")).orElse("")))
                .optional();
    }
}
