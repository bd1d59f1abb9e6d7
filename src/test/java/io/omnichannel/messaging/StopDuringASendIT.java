package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.rest.DeliveredText;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(properties = "omnichannel.debounce=0s")
class StopDuringASendIT {

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Test
    void waitsForAMessageThatIsOnItsWay() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33611000031");
        world.database()
                .update(
                        "insert into omni_consents (tenant_id, id, channel, ours, theirs) values (?, ?, 'sms', ?, ?)",
                        tenant.id(),
                        UUID.randomUUID(),
                        tenant.number(),
                        "+33611000031");

        DeliveredText stop;
        try (Connection sender = world.connect();
                Statement holding = sender.createStatement()) {
            sender.setAutoCommit(false);
            holding.execute("select from omni_consents where tenant_id = '" + tenant.id() + "' for update");
            Future<DeliveredText> delivery = CompletableFuture.supplyAsync(() -> phone.send(tenant.number(), "STOP"));
            Set<Instant> tries = new HashSet<>();
            // The first has waited for as long as a statement of the intake may take.
            await().until(() -> tries.addAll(begunAndWaiting()) && tries.size() > 1);
            sender.commit();
            stop = delivery.get(10, TimeUnit.SECONDS);
        }

        assertThat(stop.statuses()).containsExactly(200);
        assertThat(world.database()
                        .queryForObject(
                                "select opted_out from omni_consents where tenant_id = ?", Boolean.class, tenant.id()))
                .isTrue();
    }

    /** When the statements began that wait for a lock just now. */
    private List<Instant> begunAndWaiting() {
        return world.database()
                .query(
                        """
                        select query_start from pg_stat_activity where datname = current_database()
                          and wait_event_type = 'Lock' and state = 'active'""",
                        (row, number) -> row.getTimestamp(1).toInstant());
    }
}
