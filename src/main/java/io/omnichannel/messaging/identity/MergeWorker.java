package io.omnichannel.messaging.identity;

import io.omnichannel.messaging.MergeSignal;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.WorkLoop;
import io.omnichannel.messaging.Worker;
import io.omnichannel.messaging.identity.MergeOrder.Reason;
import io.omnichannel.platform.SqlFile;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Joins customers that one event proved to be one. The accepting statement leaves the wish for it on disk, so a crash
 * between the two only delays it; a wish that is already true is settled and nothing else happens.
 */
@Component
class MergeWorker implements Worker, MergeSignal {

    private static final int AT_ONCE = 2;
    private static final int LEASE_SECONDS = 30;

    private final JdbcClient intake;
    private final WorkLoop<Wish> loop;
    private final String claim = SqlFile.load("claim-merges");

    private record Wish(String tenant, UUID suggestion) {}

    MergeWorker(@Qualifier("intakeJdbc") JdbcClient intake, Suggestions suggestions, MessagingSettings settings) {
        this.intake = intake;
        this.loop = new WorkLoop<>(
                "merges",
                AT_ONCE,
                settings.poll(),
                this::claim,
                wish -> suggestions.confirm(wish.tenant(), wish.suggestion(), Reason.SAME_WHATSAPP));
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    @Override
    public void wanted() {
        loop.wakeIn(Duration.ZERO);
    }

    private List<Wish> claim(int most) {
        return intake.sql(claim)
                .param("most", most)
                .param("lease_seconds", LEASE_SECONDS)
                .query((row, number) -> new Wish(row.getString("tenant_id"), row.getObject("id", UUID.class)))
                .list();
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        loop.close();
    }
}
