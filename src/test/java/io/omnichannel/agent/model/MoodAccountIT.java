package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Moods that a model reads are paid by the tenant's day; the lexicon reads when it is spent. */
class MoodAccountIT extends ModelServerTest {

    @Autowired
    TwilioRest twilio;

    @Test
    void arePaidByTheTenantsDayAndThenReadByTheLexicon() {
        MODEL.answers(request -> ModelAnswer.of(request.streams() ? "Bonjour." : "[0.5]"));
        Tenant tenant = world.tenant(settings -> settings.put("sentiment_analysis_enabled", true));
        SimulatedPhone phone = twilio.phone("+33628990001");
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readers(tenant)).containsExactly("model"));
        // One request for the answer and one for the mood.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(requests(tenant)).containsExactly(2L));
        limit(tenant);
        int asked = MODEL.exchanges().size();

        phone.send(tenant.number(), "C'est une honte.");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readers(tenant)).containsExactly("model", "lexicon"));
        phone.await(2, PATIENCE);
        assertThat(MODEL.exchanges()).hasSize(asked);
    }

    private void limit(Tenant tenant) {
        world.database()
                .update(
                        "update omni_agent_configs set settings = jsonb_set(settings, '{limits,tokens_per_day}', '1')"
                                + " where tenant_id = ?",
                        tenant.id());
    }

    private List<Long> requests(Tenant tenant) {
        return world.database()
                .queryForList("select requests from omni_model_usage where tenant_id = ?", Long.class, tenant.id());
    }

    private List<String> readers(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select details #>> '{sentiment,by}' from omni_messages"
                                + " where tenant_id = ? and sender_role = 'customer' and sentiment is not null order by seq",
                        String.class,
                        tenant.id());
    }
}
