package io.omnichannel.messaging.briefing;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.outbox.OutboxRow;
import io.omnichannel.messaging.outbox.OutboxWorker;
import io.omnichannel.twilio.SmsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the routes {@code briefing…} that stay in the house. Body: a {@link BriefingTask}, before and after. */
@Configuration(proxyBeanMethods = false)
class BriefingProcessors {

    /** Into the timeline; from there it goes by the ways that are set. */
    @Bean
    Processor briefingNote(Briefings briefings, MeterRegistry metrics) {
        return exchange -> {
            BriefingTask task = task(exchange);
            briefings.note(task, BriefingWriter.write(task.occasion(), briefings.read(task)));
            metrics.counter("omni.briefings", "occasion", task.occasion()).increment();
        };
    }

    /** Into the outbox, as a text to the tenant's human. */
    @Bean
    Processor briefingSms(
            Briefings briefings, BriefingSettings settings, MessagingSettings messaging, OutboxWorker outbox) {
        return exchange -> {
            BriefingTask task = task(exchange);
            List<OutboxRow> parts = new ArrayList<>();
            for (String part : SmsText.cut(
                    BriefingWriter.write(task.occasion(), briefings.read(task)).brief())) {
                parts.add(OutboxRow.of(parts.size(), Map.of("body", part, "part", parts.size(), "to_kind", "phone")));
            }
            briefings.send(task, settings.smsTo(), parts, messaging.validity());
            outbox.wake();
        };
    }

    /** Into the outbox, as a mail. */
    @Bean
    Processor briefingMail(
            Briefings briefings, BriefingSettings settings, MessagingSettings messaging, OutboxWorker outbox) {
        return exchange -> {
            BriefingTask task = task(exchange);
            Briefing briefing = BriefingWriter.write(task.occasion(), briefings.read(task));
            briefings.send(
                    task,
                    settings.emailTo(),
                    List.of(OutboxRow.of(0, Map.of("text", briefing.note(), "subject", briefing.subject()))),
                    messaging.validity());
            outbox.wake();
        };
    }

    static BriefingTask task(Exchange exchange) {
        return exchange.getMessage().getBody(BriefingTask.class);
    }
}
