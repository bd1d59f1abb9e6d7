package io.omnichannel.messaging.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Without a service to copy to. */
@ServerTest
@TestPropertySource(properties = "omnichannel.debounce=100ms")
class MirrorOffIT {

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Test
    void readsWritesAndSendsNothing() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33623000001");

        phone.send(tenant.number(), "Bonjour");
        phone.await(1, Duration.ofSeconds(20));
        phone.send(tenant.number(), "Qui êtes-vous ?");
        phone.await(2, Duration.ofSeconds(20));

        assertThat(twilio.conversations().all()).isEmpty();
        assertThat(world.database()
                        .queryForObject(
                                "select seq_scan + idx_scan from pg_stat_user_tables where relname = 'omni_mirrors'",
                                Long.class))
                .isZero();
        assertThat(world.count("omni_mirrors", tenant)).isZero();
    }
}
