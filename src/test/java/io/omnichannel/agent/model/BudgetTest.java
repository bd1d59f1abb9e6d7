package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Channel;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelDouble;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may be spent, and what happens then: the script answers, no human is called. */
class BudgetTest {

    private final ModelDouble model = ModelDouble.listen(request -> ModelAnswer.of("From the model."));
    private final ModelHouse house = new ModelHouse().model(model.url());

    @AfterEach
    void close() {
        house.close();
        model.close();
    }

    @Test
    void writesDownWhatADayHasCost() throws Exception {
        Agent agent = house.agent();
        SpokenReply.of(agent, house.spoken("Hello"));
        SpokenReply.of(agent, house.spoken("Hello"));

        house.ledger().write();

        assertThat(spent()).startsWith("2 requests").endsWith(" 6 out");
    }

    @Test
    void asksNoModelOnceTheTenantsDayIsSpent() throws InterruptedException {
        AgentSettings settings =
                ModelHouse.settings(fields -> fields.withObject("/limits").put("tokens_per_day", 10));
        Agent agent = house.agent();
        Turn turn = house.turn(settings, Channel.VOICE, "Who are you?");

        assertThat(SpokenReply.of(agent, turn).text()).isEqualTo("From the model.");
        assertThat(SpokenReply.of(agent, turn).text()).contains("Sara");
        house.ledger().write();
        assertThat(SpokenReply.of(agent, turn).text()).contains("Sara");
        assertThat(model.exchanges()).hasSize(1);
    }

    @Test
    void asksNoModelOnceTheConversationHasCostTooMuch() throws InterruptedException {
        Agent agent = house.set("agent.conversation-tokens", 100).agent();

        SpokenReply.of(agent, house.spoken("Who are you?"));
        SpokenReply second = SpokenReply.of(agent, house.spoken("Who are you?"));

        assertThat(second.text()).contains("Sara");
        assertThat(model.exchanges()).hasSize(1);
    }

    private String spent() throws SQLException {
        try (Connection connection = house.database().connect();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery(
                                "select requests || ' requests, ' || output_tokens || ' out' from omni_model_usage"
                                        + " where tenant_id = '" + house.tenant() + "'")) {
            row.next();
            return row.getString(1);
        }
    }
}
