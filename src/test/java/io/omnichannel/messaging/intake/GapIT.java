package io.omnichannel.messaging.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.messaging.Post;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.SimulatedText;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(properties = {"omnichannel.debounce=100ms", "omnichannel.poll=100ms", "omnichannel.gap.grace=0s"})
class GapIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    GapWorker gaps;

    @AfterEach
    void calmDown() {
        twilio.lookupFaults().none();
    }

    @Test
    void answersWhatNoWebhookBrought() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33612000001");
        SimulatedPhone whatsapp = twilio.whatsapp("+33612000002");
        twilio.withhold(phone.write(tenant.number(), "Qui êtes-vous ?"));
        twilio.withhold(whatsapp.write(tenant.number(), "Bonjour"));

        gaps.missed(List.of(tenant.number()));

        assertThat(phone.await(1, PATIENCE))
                .first()
                .extracting(RestMessage::body)
                .asString()
                .contains("Sara");
        assertThat(whatsapp.await(1, PATIENCE)).hasSize(1);
    }

    @Test
    void changesNothingWhenTheWebhookComesAfterAll() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33612000003");
        SimulatedText text = phone.write(tenant.number(), "Bonjour");
        twilio.withhold(text);
        gaps.missed(List.of(tenant.number()));
        phone.await(1, PATIENCE);

        assertThat(twilio.deliver(text).acknowledged()).isTrue();

        assertThat(contents(tenant)).hasSize(2);
    }

    @Test
    void takesThemInInTheirOrder() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33612000004");
        List<String> said = List.of("un", "deux", "trois", "quatre", "cinq");
        said.forEach(word -> twilio.withhold(phone.write(tenant.number(), word)));

        gaps.missed(List.of(tenant.number()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(contents(tenant)).startsWith(said.toArray(String[]::new)));
    }

    @Test
    void keepsWhatIsTooOldAndAnswersItWithTheNextMessage() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33612000006");
        awaitFirstLook(tenant);
        world.database()
                .update(
                        "update omni_phone_mappings set searched_until = now() - interval '6 hours' where tenant_id = ?",
                        tenant.id());
        twilio.letPass(Duration.ofHours(-5));
        twilio.withhold(phone.write(tenant.number(), "Mon code est le 4711"));
        twilio.letPass(Duration.ofHours(5));

        gaps.missed(List.of(tenant.number()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(contents(tenant)).hasSize(1));
        assertThat(world.count("omni_lanes", tenant)).isZero();
        phone.send(tenant.number(), "Qu'est-ce que j'ai dit ?");

        assertThat(phone.await(1, PATIENCE)).hasSize(1);
        assertThat(contents(tenant)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"REPRENDRE, ARRET, true", "ARRET, REPRENDRE, false", "REPRENDRE, '', false", "ARRET, '', true"})
    void heedsTheLastKeywordThoughAnEarlierOneIsFoundLater(String missed, String since, boolean optedOut) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());
        awaitFirstLook(tenant);
        phone.send(tenant.number(), missed.equals("ARRET") ? "REPRENDRE" : "ARRET");
        phone.await(1, PATIENCE);
        world.database()
                .update(
                        "update omni_consents set updated_at = updated_at - interval '10 minutes' where tenant_id = ?",
                        tenant.id());
        twilio.letPass(Duration.ofMinutes(-2));
        twilio.withhold(phone.write(tenant.number(), missed));
        twilio.letPass(Duration.ofMinutes(2));
        if (!since.isEmpty()) {
            phone.send(tenant.number(), since);
            phone.await(2, PATIENCE);
        }

        gaps.missed(List.of(tenant.number()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(contents(tenant)).contains(missed));
        assertThat(world.database()
                        .queryForObject(
                                "select opted_out from omni_consents where tenant_id = ?", Boolean.class, tenant.id()))
                .isEqualTo(optedOut);
        // Confirmed is what holds.
        phone.await(2, PATIENCE);
        assertThat(contents(tenant)).hasSize(since.isEmpty() ? 4 : 5);
        assertThat(world.database()
                        .queryForObject(
                                "select ready_at is null from omni_lanes where tenant_id = ?",
                                Boolean.class,
                                tenant.id()))
                .isTrue();
    }

    @Test
    void comesBackToANumberWhenTwilioDidNotAnswer() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33612000005");
        twilio.withhold(phone.write(tenant.number(), "Bonjour"));
        twilio.lookupFaults().next(Fault.ERROR_BEFORE);

        gaps.missed(List.of(tenant.number()));
        await().atMost(PATIENCE).until(() -> twilio.lookupFaults().happened().getOrDefault(Fault.ERROR_BEFORE, 0) > 0);
        gaps.missed(List.of(tenant.number()));

        assertThat(phone.await(1, PATIENCE)).hasSize(1);
    }

    @Test
    void keepsRawWhatCannotBeStoredAndGoesOn() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33612000007");
        world.database().execute("alter table omni_messages add constraint poison check (content <> 'Poison')");
        try {
            twilio.withhold(phone.write(tenant.number(), "Poison"));
            twilio.withhold(phone.write(tenant.number(), "Bonjour"));

            gaps.missed(List.of(tenant.number()));

            assertThat(phone.await(1, PATIENCE)).hasSize(1);
        } finally {
            world.database().execute("alter table omni_messages drop constraint poison");
        }
        assertThat(contents(tenant)).startsWith("", "Bonjour");
        assertThat(world.database()
                        .queryForObject(
                                "select convert_from(decode(details ->> 'content_base64', 'base64'), 'UTF8')"
                                        + " from omni_messages where tenant_id = ? and details -> 'unparsed' is not null",
                                String.class,
                                tenant.id()))
                .isEqualTo("Poison");
    }

    /** A new number is looked through at once; that look would say that nothing is missing from before it. */
    private void awaitFirstLook(Tenant tenant) {
        await().atMost(PATIENCE).until(() -> world.database()
                .queryForObject(
                        "select search_at > now() + interval '10 minutes' from omni_phone_mappings where tenant_id = ?",
                        Boolean.class,
                        tenant.id()));
    }

    private List<String> contents(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select content from omni_messages where tenant_id = ? order by seq",
                        String.class,
                        tenant.id());
    }
}
