package io.omnichannel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.rest.DeliveredText;
import io.omnichannel.simulator.rest.TextDelivery;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Twilio delivers twice, and all at once; its answers get lost. Nobody gets two replies, and nobody none. */
@Tag("faults")
@ServerTest
@TestPropertySource(
        properties = {
            "omnichannel.debounce=100ms",
            "omnichannel.answering=16",
            "omnichannel.sending=8",
            "omnichannel.agent.written-give-up-after=4s",
            "omnichannel.lease=5s",
            "omnichannel.look-after=2s",
            "omnichannel.sending-pause=1s",
            "omnichannel.gap.grace=2s",
            "omnichannel.database.pool-size=16",
            "omnichannel.database.intake-pool-size=16"
        })
class StormIT {

    private static final int TENANTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    private final long seed =
            Long.getLong("storm.seed", RandomGenerator.getDefault().nextInt(1_000_000));

    @BeforeEach
    void emptyTheHouse() {
        // Callbacks of the test before may still be under way, and in the way.
        await().ignoreExceptions().until(() -> {
            world.database().execute("truncate omni_tenants, omni_events cascade");
            return true;
        });
        twilio.ledger().clear();
    }

    @AfterEach
    void calmDown() {
        twilio.faults().none();
        twilio.callbacks().faithful();
    }

    @Test
    void answersOnceWhateverIsDeliveredUpToFiveTimesAtOnceAndShuffled() {
        twilio.callbacks().seed(seed).shuffled().doubled(0.2);
        Texts texts = new Texts(seed, numbers(), 400);

        List<DeliveredText> delivered = twilio.deliver(texts.write(2_000), TextDelivery.stormy(5, 32, seed));

        Tally.settled(delivered, twilio, world.database(), PATIENCE)
                .mustBeClean("every webhook 1 to 5 times, concurrent and shuffled (seed " + seed + ")");
        Tally.mustBeInOrder(twilio, world.database());
    }

    @Test
    void sendsOnceThoughTwilioFailsAfterItHasAccepted() {
        twilio.callbacks().silent();
        twilio.faults().seed(seed).often(Fault.ERROR_AFTER, 0.25).often(Fault.RESET_AFTER, 0.05);
        Texts texts = new Texts(seed, numbers(), 150);

        List<DeliveredText> delivered = twilio.deliver(texts.write(300), TextDelivery.stormy(1, 32, seed));

        Tally.settled(delivered, twilio, world.database(), PATIENCE)
                .mustBeClean("30 % of the sends fail after Twilio accepted (seed " + seed + ")");
        Tally.mustBeInOrder(twilio, world.database());
        assertThat(twilio.faults().happened().get(Fault.ERROR_AFTER)).isPositive();
    }

    private List<String> numbers() {
        return Stream.generate(() -> world.tenant(settings -> {}).number())
                .limit(TENANTS)
                .toList();
    }
}
