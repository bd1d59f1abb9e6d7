package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelExchange;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Texts that a model is to answer, and does not. */
class ModelTextIT extends ModelServerTest {

    private static final String QUESTION = "Où est mon colis ?";

    @Autowired
    TwilioRest twilio;

    @Test
    void answersATextOnceWhenTheModelHasComeBack() {
        AtomicBoolean back = new AtomicBoolean();
        MODEL.answers(request -> back.get() ? ModelAnswer.of("Il arrive demain.") : ModelAnswer.silence());
        Tenant tenant = ownAccount("away-for-a-while");
        SimulatedPhone phone = twilio.phone("+33619900001");

        phone.send(tenant.number(), QUESTION);
        await().atMost(PATIENCE).until(() -> (int) lane(tenant).get("failures") > 0);
        assertThat(phone.received()).isEmpty();
        back.set(true);

        assertThat(phone.await(1, PATIENCE)).extracting(RestMessage::body).containsExactly("Il arrive demain.");
        await().untilAsserted(() -> assertThat(lane(tenant)).containsEntry("failures", 0));
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void getsAHumanWhenNoAttemptWasAnswered() {
        MODEL.answers(request -> ModelAnswer.silence());
        Tenant tenant = ownAccount("away-for-good", settings -> settings.put("transfer_number", "+33140000000"));
        SimulatedPhone phone = twilio.phone("+33619900002");

        phone.send(tenant.number(), QUESTION);

        assertThat(phone.await(1, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("Je vous transfère vers un conseiller.");
        assertThat(MODEL.exchanges().stream()
                        .filter(exchange -> exchange.request().model().equals("away-for-good"))
                        .count())
                .as("four attempts, each hedged unless its provider was being left alone")
                .isBetween(4L, 8L);
        assertThat(world.database()
                        .queryForObject(
                                "select owner from omni_conversations where tenant_id = ?", String.class, tenant.id()))
                .isEqualTo("human");
    }

    @Test
    void keepsThePauseWhenTheCustomerWritesOnAndAnswersEverythingAfterIt() {
        AtomicBoolean back = new AtomicBoolean();
        MODEL.answers(request -> back.get() ? ModelAnswer.of("Il arrive demain.") : ModelAnswer.silence());
        Tenant tenant = ownAccount("written-meanwhile");
        SimulatedPhone phone = twilio.phone("+33619900003");
        phone.send(tenant.number(), QUESTION);
        await().atMost(PATIENCE)
                .until(() -> world.database()
                                .update(
                                        "update omni_lanes set ready_at = now() + interval '1 hour' where tenant_id = ?"
                                                + " and failures > 0 and lease_until is null",
                                        tenant.id())
                        == 1);

        phone.send(tenant.number(), "Commande 4711");
        assertThat(lane(tenant)).containsEntry("paused", true);
        back.set(true);
        world.database().update("update omni_lanes set ready_at = now() where tenant_id = ?", tenant.id());

        assertThat(phone.await(1, PATIENCE)).extracting(RestMessage::body).containsExactly("Il arrive demain.");
        List<ModelExchange> asked = MODEL.exchanges().stream()
                .filter(exchange -> exchange.request().model().equals("written-meanwhile"))
                .toList();
        assertThat(asked.getLast().request().question()).contains(QUESTION, "Commande 4711");
    }

    private Map<String, Object> lane(Tenant tenant) {
        return world
                .database()
                .queryForList(
                        "select failures, lease_until is null and ready_at > now() + interval '1 minute' as paused"
                                + " from omni_lanes where tenant_id = ?",
                        tenant.id())
                .stream()
                .findFirst()
                .orElse(Map.of("failures", 0));
    }
}
