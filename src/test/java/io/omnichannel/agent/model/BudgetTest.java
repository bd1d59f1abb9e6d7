package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Channel;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelAnswer.End;
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

        assertThat(spent()).startsWith("2 requests").endsWith(" 6 out for 0");
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

    @Test
    void asksNoModelOnceTheTenantsDayHasCostItsMoney() throws Exception {
        Agent agent = house.set("llm-prices.output", "2000")
                .set("agent.day-cost", "0.01")
                .agent();

        assertThat(SpokenReply.of(agent, house.spoken("Who are you?")).text()).isEqualTo("From the model.");
        house.ledger().write();
        assertThat(SpokenReply.of(agent, house.spoken("Who are you?")).text()).isEqualTo("From the model.");
        assertThat(SpokenReply.of(agent, house.spoken("Who are you?")).text()).contains("Sara");

        house.ledger().write();
        // Three tokens of 2,000 a million each, twice.
        assertThat(spent()).endsWith(" 6 out for 0.012");
    }

    @Test
    void asksNoModelOnceTheConversationHasCostItsMoney() throws InterruptedException {
        Agent agent = house.set("llm-prices.of", "first=1/0")
                .set("agent.conversation-cost", "0.000001")
                .agent();

        SpokenReply.of(agent, house.spoken("Who are you?"));

        assertThat(SpokenReply.of(agent, house.spoken("Who are you?")).text()).contains("Sara");
        assertThat(model.exchanges()).hasSize(1);
    }

    @Test
    void takesNoPriceOfAnotherModel() throws InterruptedException {
        Agent agent = house.set("llm-prices.of", "second=1000000/0")
                .set("agent.conversation-cost", "0.000001")
                .agent();

        SpokenReply.of(agent, house.spoken("Who are you?"));
        SpokenReply.of(agent, house.spoken("Who are you?"));

        assertThat(model.exchanges()).hasSize(2);
    }

    @Test
    void countsAnAnswerThatWasCutOff() throws Exception {
        model.answers(request -> ModelAnswer.of("one two").ending(End.STALL));
        Agent agent = house.set("agent.stall-after", "50ms").agent();

        SpokenReply.of(agent, house.spoken("Hello"));
        house.ledger().write();

        assertThat(spent()).startsWith("1 requests, 3 out");
    }

    @Test
    void refusesToLimitMoneyWithoutAPrice() {
        assertThatThrownBy(house.set("agent.day-cost", "5")::agent)
                .hasMessageContaining("omnichannel.llm-prices.input");
    }

    private String spent() throws SQLException {
        try (Connection connection = house.database().connect();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery(
                                "select requests || ' requests, ' || output_tokens || ' out for ' || trim_scale(cost / 1e9) from omni_model_usage"
                                        + " where tenant_id = '" + house.tenant() + "'")) {
            row.next();
            return row.getString(1);
        }
    }
}
