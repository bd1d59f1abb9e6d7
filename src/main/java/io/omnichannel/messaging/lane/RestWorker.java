package io.omnichannel.messaging.lane;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.WorkLoop;
import io.omnichannel.messaging.Worker;
import io.omnichannel.platform.SqlFile;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets conversations come to rest as the tenants' {@code lifetimes} say: idle, then closed. The statement that finds them
 * also does it, skipping what others hold, so that any number of nodes may look.
 */
@Component
class RestWorker implements Worker {

    private static final int MOST = 200;

    private final JdbcClient intake;
    private final MeterRegistry metrics;
    private final WorkLoop<Rested> loop;
    private final StoredSettings storedSettings;
    private final String rest = SqlFile.load("rest-conversations");

    /** How many conversations are idle now, and how many closed. */
    record Rested(int idle, int closed) {}

    RestWorker(
            @Qualifier("intakeJdbc") JdbcClient intake,
            StoredSettings storedSettings,
            MeterRegistry metrics,
            @Value("${omnichannel.rest-every:15s}") Duration every) {
        this.intake = intake;
        this.metrics = metrics;
        this.storedSettings = storedSettings;
        this.loop = new WorkLoop<>("rest", 1, every, most -> look(), this::count);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    /** What was found is done already; where something was, there may be more. */
    private List<Rested> look() {
        Rested rested = rest();
        return rested.idle() + rested.closed() == 0 ? List.of() : List.of(rested);
    }

    private void count(Rested rested) {
        metrics.counter("omni.conversations.rested", "status", "idle").increment(rested.idle());
        metrics.counter("omni.conversations.rested", "status", "closed").increment(rested.closed());
    }

    /** Once over all tenants; @return how many came to rest */
    Rested rest() {
        return intake.sql(rest)
                .param("most", MOST)
                .param("default_settings", storedSettings.defaults())
                .param(
                        "note_ids",
                        Stream.generate(Uuid7::next)
                                .limit(MOST)
                                .map(Object::toString)
                                .toArray(String[]::new))
                .param("note_fr", Phrases.in(Locale.FRENCH).text(Phrase.TIMEOUT_NOTE))
                .param("note_en", Phrases.in(Locale.ENGLISH).text(Phrase.TIMEOUT_NOTE))
                .query((row, number) -> new Rested(row.getInt("idle"), row.getInt("closed")))
                .single();
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        loop.close();
    }
}
