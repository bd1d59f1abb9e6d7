package io.omnichannel.messaging.switching;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.conversation.SwitchOutcome.Decision;
import io.omnichannel.messaging.outbox.OutboxWorker;
import io.omnichannel.platform.database.AfterCommit;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the route {@code channel-switch} does with a decision; the body becomes the {@link SwitchOutcome}. */
@Configuration(proxyBeanMethods = false)
class SwitchProcessors {

    /** Somebody else was quicker, and nothing was written: it has to be decided again. */
    static final String CHANGED = "changed";

    /** Body: a {@link SwitchTask} that is allowed: recorded with what the customer gets first. */
    @Bean
    Processor switchRecorder(Switches switches, OutboxWorker outbox, MeterRegistry metrics) {
        return exchange -> {
            SwitchTask task = body(exchange);
            Switches.Recorded recorded = switches.record(task, FirstMessage.of(task), SwitchSentence.note(task));
            boolean done = recorded.status().equals("done");
            if (done) {
                AfterCommit.run(outbox::wake);
            }
            count(metrics, task, done ? "switched" : recorded.code());
            exchange.getMessage()
                    .setBody(new SwitchOutcome(
                            done ? Decision.SWITCHED : Decision.REFUSED,
                            done ? "" : recorded.code(),
                            task.channel(),
                            recorded.activeChannels(),
                            task.carry(),
                            ""));
        };
    }

    /** Body: a {@link SwitchTask} about a message on its way: whoever asked moves it and records the switch with it. */
    @Bean
    Processor switchAnswer(MeterRegistry metrics) {
        return exchange -> {
            SwitchTask task = body(exchange);
            boolean allowed = task.code().isEmpty();
            count(metrics, task, allowed ? "switched" : task.code());
            exchange.getMessage().setBody(outcome(task, allowed ? Decision.SWITCHED : Decision.REFUSED));
        };
    }

    /** Body: a {@link SwitchTask} without an address: the wish is kept until the customer has given one. */
    @Bean
    Processor switchAsker(Switches switches, SwitchSettings settings, MeterRegistry metrics) {
        return settling(switches, "waiting", Decision.ASKED, metrics, settings.lookAgain());
    }

    /** Body: a {@link SwitchTask} that has to wait. */
    @Bean
    Processor switchDelay(Switches switches, MeterRegistry metrics) {
        return exchange -> settle(
                exchange,
                switches,
                "waiting",
                Decision.WAITING,
                metrics,
                body(exchange).in());
    }

    /** Body: a {@link SwitchTask} that is refused. */
    @Bean
    Processor switchRefusal(Switches switches, MeterRegistry metrics) {
        return settling(switches, "refused", Decision.REFUSED, metrics, Duration.ZERO);
    }

    private static Processor settling(
            Switches switches, String status, Decision decision, MeterRegistry metrics, Duration lookIn) {
        return exchange -> settle(exchange, switches, status, decision, metrics, lookIn);
    }

    private static void settle(
            Exchange exchange,
            Switches switches,
            String status,
            Decision decision,
            MeterRegistry metrics,
            Duration lookIn) {
        SwitchTask task = body(exchange);
        if (task.facts().isPresent()) {
            switches.settle(task, status, lookIn);
        }
        count(metrics, task, task.code());
        exchange.getMessage().setBody(outcome(task, decision));
    }

    static SwitchOutcome outcome(SwitchTask task, Decision decision) {
        List<String> channels = task.facts().map(SwitchCase::activeChannels).orElse(List.of());
        return new SwitchOutcome(
                task.facts().isEmpty() ? Decision.UNKNOWN : decision,
                task.code(),
                task.channel(),
                channels,
                task.carry(),
                SwitchSentence.forCustomer(task));
    }

    private static void count(MeterRegistry metrics, SwitchTask task, String outcome) {
        Channel to = task.channel();
        metrics.counter(
                        "omni.switches",
                        "to",
                        to.wireName(),
                        "by",
                        task.wish().by().wireName(),
                        "outcome",
                        outcome)
                .increment();
    }

    private static SwitchTask body(Exchange exchange) {
        return exchange.getMessage().getBody(SwitchTask.class);
    }
}
