package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.LongConversation;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelAnswer.End;
import io.omnichannel.simulator.model.ModelDouble;
import io.omnichannel.simulator.model.ModelRequest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The older part of a conversation, summed up by the tenant's model or, where that does not work, offline. */
class ModelSummariserTest {

    private final ModelDouble model = ModelDouble.listen(request -> ModelAnswer.of("Wants a blue bicycle."));
    private final ModelHouse house = new ModelHouse().model(model.url());

    @AfterEach
    void close() {
        house.close();
        model.close();
    }

    @Test
    void isShownWhoSaidWhatAndTheSummarySoFar() throws InterruptedException {
        assertThat(summary(settings())).isEqualTo("Wants a blue bicycle.");

        ModelRequest request = model.exchanges().getFirst().request();
        assertThat(request.system()).startsWith("You sum up a conversation");
        assertThat(request.messages())
                .endsWith("user: Is called Ann.\n[sms] customer: I want a bicycle. A blue one.\n[voice] agent: Noted.");
        assertThat(request.tools()).isEmpty();
    }

    @Test
    void isPaidByTheTenantsDay() throws InterruptedException {
        AgentSettings frugal =
                ModelHouse.settings(fields -> fields.withObject("/limits").put("tokens_per_day", 10));

        assertThat(summary(frugal)).isEqualTo("Wants a blue bicycle.");
        assertThat(house.summariser().summarise(conversation(frugal))).isEqualTo("offline");
        assertThat(model.exchanges()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"CUT", "GARBAGE", "ERROR_EVENT", "FILTERED"})
    void isMadeOfflineWhenTheModelBreaksOff(End end) throws InterruptedException {
        model.answers(request -> ModelAnswer.of("Wants").ending(end));

        assertThat(summary(settings())).isEqualTo("offline");
    }

    @Test
    void isMadeOfflineWhenTheModelSaysNothingOrRefuses() throws InterruptedException {
        model.answers(request -> ModelAnswer.of(" "));
        assertThat(summary(settings())).isEqualTo("offline");

        model.answers(request -> ModelAnswer.refusing(500, "broken"));
        assertThat(house.summariser().summarise(conversation(settings()))).isEqualTo("offline");
    }

    @Test
    void showsNoOtherModelWhatATenantsCustomersSaid() throws InterruptedException {
        AgentSettings own = ModelHouse.settings(
                fields -> fields.putPOJO("llm", new AgentSettings.Llm("https://10.0.0.7/v1", "own")));

        assertThat(summary(own)).isEqualTo("offline");
        assertThat(model.exchanges()).isEmpty();
    }

    private String summary(AgentSettings settings) throws InterruptedException {
        house.agent();
        return house.summariser().summarise(conversation(settings));
    }

    private LongConversation conversation(AgentSettings settings) {
        return new LongConversation(
                house.spoken("").identity(),
                settings,
                Locale.ENGLISH,
                "Is called Ann.",
                List.of(
                        new Line(SenderRole.CUSTOMER, Channel.SMS, "I want a bicycle.\nA blue one."),
                        new Line(SenderRole.AGENT, Channel.VOICE, "Noted.")));
    }

    private static AgentSettings settings() {
        return ModelHouse.settings(fields -> {});
    }
}
