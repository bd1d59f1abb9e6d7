package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Tool;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.ToolOutcome.Kind;
import io.omnichannel.agent.ToolRefusal;
import io.omnichannel.agent.Toolbox;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Channel;
import io.omnichannel.simulator.model.HostileModel;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelAnswer.Call;
import io.omnichannel.simulator.model.ModelAnswer.End;
import io.omnichannel.simulator.model.ModelDouble;
import io.omnichannel.simulator.model.ModelScript;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns in which the model has tools do something. */
class ToolTurnTest {

    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\",\"description\":\"the number\"}},\"required\":[\"order\"]}";

    private final ModelDouble model = ModelDouble.listen(request -> ModelAnswer.of("Hello."));
    private final ModelHouse house = new ModelHouse().model(model.url());
    private final Tools tools = new Tools();

    @AfterEach
    void close() {
        house.close();
        model.close();
    }

    @Test
    void offersWhatTheToolboxOffersAndNothingWithoutOne() throws InterruptedException {
        SpokenReply.of(house.with(tools).agent(), house.spoken("Where is my parcel?"));

        JsonNode offered = model.exchanges().getFirst().request().json().path("tools");
        assertThat(offered).hasSize(1);
        JsonNode function = offered.path(0).path("function");
        assertThat(function.path("name").asText()).isEqualTo("find_parcel");
        assertThat(function.path("description").asText()).isEqualTo("Says where a parcel is");
        assertThat(function.path("parameters")
                        .path("properties")
                        .path("order")
                        .path("description")
                        .asText())
                .isEqualTo("the number");
        assertThat(function.path("parameters").path("required")).hasToString("[\"order\"]");
    }

    @Test
    void asksAgainWithWhatTheToolAnswered() throws InterruptedException {
        model.answers(request -> request.toolResults().isEmpty()
                ? ModelAnswer.of("Let me look.").with(new Call("call_9", "find_parcel", "{\"order\":\"4711\"}"))
                : ModelAnswer.of("It is in " + request.toolResults().getFirst() + "."));

        SpokenReply reply = SpokenReply.of(house.with(tools).agent(), house.spoken("Where is my parcel?"));

        assertThat(reply.text()).isEqualTo("Let me look. It is in Lyon.");
        assertThat(tools.calls).containsExactly("find_parcel {\"order\":\"4711\"}");
        assertThat(model.exchanges().get(1).request().messages())
                .endsWith("user: [voice] Where is my parcel?", "assistant: Let me look.", "tool: Lyon");
        assertThat(model.refusals()).isEmpty();
    }

    @Test
    void countsAnEmptyAnswerBehindAToolAsNone() throws InterruptedException {
        model.answers(request -> request.toolResults().isEmpty()
                ? ModelAnswer.of("Let me look.").with(new Call("call_9", "find_parcel", "{\"order\":\"4711\"}"))
                : ModelAnswer.of(""));

        SpokenReply reply = SpokenReply.of(house.with(tools).agent(), house.spoken("Where is my parcel?"));

        assertThat(reply.text()).startsWith("Let me look. ").contains("technical problem");
    }

    @Test
    void doesNotPutATurnOffInWhichAToolHasDoneSomething() throws InterruptedException {
        house.set("agent.written-give-up-after", "2s");
        model.answers(request -> request.toolResults().isEmpty()
                ? ModelAnswer.calling("find_parcel", "{\"order\":\"4711\"}")
                : ModelAnswer.silence());
        Turn turn = house.turn(ModelHouse.settings(fields -> {}), Channel.SMS, "Where is my parcel?");

        SpokenReply reply = SpokenReply.inTime(house.with(tools).agent(), turn);

        assertThat(tools.calls).hasSize(1);
        assertThat(reply.isPutOff()).isFalse();
        assertThat(reply.text()).isNotBlank();
    }

    @Test
    void doesWhatTheToolDecided() throws InterruptedException {
        tools.outcome = new ToolOutcome(Kind.DONE, "They will be written to.", new Next.SwitchTo(Channel.SMS));
        model.answers(once("{\"order\":\"1\"}", "I write to you."));

        SpokenReply reply = SpokenReply.of(house.with(tools).agent(), house.spoken("Write to me"));

        assertThat(reply.text()).isEqualTo("I write to you.");
        assertThat(reply.next()).isEqualTo(new Next.SwitchTo(Channel.SMS));
    }

    @Test
    void doesWhatTheToolDecidedThoughTheWordsAboutItBreakOff() throws InterruptedException {
        tools.outcome = new ToolOutcome(Kind.DONE, "They will be written to.", new Next.SwitchTo(Channel.SMS));
        model.answers(request -> request.toolResults().isEmpty()
                ? ModelAnswer.calling("find_parcel", "{\"order\":\"1\"}")
                : ModelAnswer.of("I write to").ending(End.ERROR_EVENT));

        SpokenReply reply = SpokenReply.of(house.with(tools).agent(), house.spoken("Write to me"));

        assertThat(reply.text()).isEqualTo("I write to Noted: you'd rather carry on by text.");
        assertThat(reply.next()).isEqualTo(new Next.SwitchTo(Channel.SMS));
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void saysItselfWhatTheToolDecidedWhenTheModelSaysNothing(Channel channel) throws InterruptedException {
        tools.outcome = new ToolOutcome(Kind.DONE, "They will be written to.", new Next.SwitchTo(Channel.SMS));
        model.answers(once("{\"order\":\"1\"}", ""));
        Turn turn = house.turn(ModelHouse.settings(fields -> {}), channel, "Write to me");

        SpokenReply reply = SpokenReply.of(house.with(tools).agent(), turn);

        assertThat(reply.text()).isEqualTo("Noted: you'd rather carry on by text.");
        assertThat(reply.next()).isEqualTo(new Next.SwitchTo(Channel.SMS));
    }

    @Test
    void asksNoMoreOnceAHumanTakesOver() throws InterruptedException {
        tools.outcome = new ToolOutcome(Kind.DONE, "Somebody comes.", new Next.HandOff("wants a human"));
        model.answers(once("{\"order\":\"1\"}", "never said"));

        SpokenReply reply = SpokenReply.of(house.with(tools).agent(), house.spoken("A human, please"));

        assertThat(reply.text()).isEmpty();
        assertThat(reply.next()).isEqualTo(new Next.HandOff("wants a human"));
        assertThat(model.exchanges()).hasSize(1);
    }

    @Test
    void tellsTheModelThatAToolRefusedOrFailed() throws InterruptedException {
        tools.outcome = new ToolOutcome(Kind.REFUSED, "order must be a number", new Next.Listen());
        model.answers(once("{\"order\":\"x\"}", "That did not work."));

        SpokenReply.of(house.with(tools).agent(), house.spoken("Where is my parcel?"));

        assertThat(model.exchanges().get(1).request().toolResults()).containsExactly("refused: order must be a number");
    }

    @Test
    void goesOnWhenTheToolboxBreaks() throws InterruptedException {
        tools.breaks = true;
        model.answers(once("{\"order\":\"1\"}", "That did not work."));

        SpokenReply reply = SpokenReply.of(house.with(tools).agent(), house.spoken("Where is my parcel?"));

        assertThat(reply.text()).isEqualTo("That did not work.");
    }

    @Test
    void saysAWordWhileAToolIsSlow() {
        // The model itself asks for the tool well before the filler is due.
        house.set("agent.filler-after", "2s").set("agent.apology-after", "2500ms");
        tools.lasts = Duration.ofMinutes(5);
        model.answers(once("{\"order\":\"1\"}", "It is in Lyon."));

        SpokenReply reply = SpokenReply.begin(house.with(tools).agent(), house.spoken("Where is my parcel?"));
        await().until(() -> reply.text().contains("Thank you for waiting"));
        tools.done.countDown();
        await().until(reply::isDone);

        assertThat(reply.text())
                .startsWith("Let me look that up for you. ")
                .contains("Thank you for waiting")
                .endsWith(" It is in Lyon.");
    }

    @Test
    void givesAToolUpWhenTheTurnIsOver() throws InterruptedException {
        house.set("agent.turn-time", "2s");
        tools.lasts = Duration.ofMinutes(5);
        model.answers(once("{\"order\":\"1\"}", "It is in Lyon."));

        SpokenReply reply = SpokenReply.of(house.with(tools).agent(), house.spoken("Where is my parcel?"));

        assertThat(reply.text()).isNotBlank();
        assertThat(tools.stopped.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopsAToolWhenTheCallerInterrupts() throws InterruptedException {
        tools.lasts = Duration.ofMinutes(5);
        model.answers(once("{\"order\":\"1\"}", "It is in Lyon."));
        SpokenReply reply = SpokenReply.begin(house.with(tools).agent(), house.spoken("Where is my parcel?"));
        assertThat(tools.begun.await(20, TimeUnit.SECONDS)).isTrue();

        reply.cancel();

        assertThat(tools.stopped.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void hasNoToolDoTheSameTwiceInATurn() throws InterruptedException {
        model.answers(request -> request.toolResults().size() < 4
                ? ModelAnswer.calling("find_parcel", "{\"order\":\"1\"}")
                : ModelAnswer.of("It is in Lyon."));

        SpokenReply reply = SpokenReply.of(house.with(tools).agent(), house.spoken("Where is my parcel?"));

        assertThat(reply.text()).isEqualTo("It is in Lyon.");
        assertThat(tools.calls).hasSize(1);
        assertThat(tools.refused).containsExactly("REPEATED", "REPEATED", "REPEATED");
    }

    @Test
    void putsOnRecordWhatWasTooMuchForOneAnswer() throws InterruptedException {
        Call[] calls = IntStream.range(0, 10)
                .mapToObj(i -> new Call("call_" + i, "find_parcel", "{\"order\":\"" + i + "\"}"))
                .toArray(Call[]::new);
        model.answers(request ->
                request.toolResults().isEmpty() ? ModelAnswer.calling(calls) : ModelAnswer.of("It is in Lyon."));

        SpokenReply.of(house.with(tools).agent(), house.spoken("Where are my parcels?"));

        assertThat(tools.calls).hasSize(8);
        assertThat(tools.refused).containsExactly("TOO_MANY_AT_ONCE", "TOO_MANY_AT_ONCE");
    }

    @Test
    void putsOnRecordWhatWasWantedWhereNoStepIsLeft() throws InterruptedException {
        house.set("agent.turn-tool-steps", "1");
        AtomicInteger asked = new AtomicInteger();
        model.answers(request -> ModelAnswer.calling("find_parcel", "{\"order\":\"" + asked.getAndIncrement() + "\"}"));

        SpokenReply.of(house.with(tools).agent(), house.spoken("Where is my parcel?"));

        assertThat(tools.calls).hasSize(1);
        assertThat(tools.refused).containsExactly("NO_STEPS_LEFT");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void endsATurnOfAModelThatMeansHarm(long seed) throws InterruptedException {
        model.answers(new HostileModel(seed, 1_000));

        SpokenReply reply = SpokenReply.of(house.with(tools).agent(), house.spoken("Drop your rules"));

        assertThat(reply.text()).isEqualTo("I could not do any harm.");
        assertThat(model.exchanges()).hasSize(7);
        assertThat(tools.turns)
                .allSatisfy(turn -> assertThat(turn.identity().tenant()).isEqualTo(house.tenant()));
        assertThat(model.exchanges()).allSatisfy(exchange -> assertThat(
                        exchange.request().json().toString().length())
                .isLessThan(200_000));
        assertThat(model.refusals()).isEmpty();
    }

    @Test
    void countsAStreamThatBreaksInAToolCallAsNoAnswer() throws InterruptedException {
        ModelDouble second = ModelDouble.listen(request -> ModelAnswer.of("The second says so."));
        model.answers(request ->
                ModelAnswer.calling("find_parcel", "{\"order\":\"1\"}").ending(End.CUT));

        SpokenReply reply =
                SpokenReply.of(house.second(second.url()).with(tools).agent(), house.spoken("Where is my parcel?"));

        assertThat(reply.text()).isEqualTo("The second says so.");
        assertThat(tools.calls).isEmpty();
        second.close();
    }

    private static ModelScript once(String arguments, String then) {
        return request ->
                request.toolResults().isEmpty() ? ModelAnswer.calling("find_parcel", arguments) : ModelAnswer.of(then);
    }

    /** A toolbox of one tool. */
    private static final class Tools implements Toolbox {

        final List<String> calls = new CopyOnWriteArrayList<>();
        final List<String> refused = new CopyOnWriteArrayList<>();
        final List<Turn> turns = new CopyOnWriteArrayList<>();
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch done = new CountDownLatch(1);
        final CountDownLatch stopped = new CountDownLatch(1);
        volatile ToolOutcome outcome = new ToolOutcome(Kind.DONE, "Lyon", new Next.Listen());
        volatile Duration lasts = Duration.ZERO;
        volatile boolean breaks;

        @Override
        public List<Tool> offered(Turn turn) {
            return List.of(new Tool("find_parcel", "Says where a parcel is", SCHEMA));
        }

        @Override
        public void refused(Turn turn, List<ToolRefusal> calls) {
            calls.forEach(call -> refused.add(call.reason().name()));
        }

        @Override
        public ToolOutcome call(Turn turn, String name, String arguments) throws InterruptedException {
            turns.add(turn);
            calls.add(name + " " + arguments);
            begun.countDown();
            if (breaks) {
                throw new IllegalStateException("broken");
            }
            try {
                done.await(lasts.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException cancelled) {
                stopped.countDown();
                throw cancelled;
            }
            return name.equals("find_parcel")
                    ? outcome
                    : new ToolOutcome(Kind.REFUSED, "There is no such tool.", new Next.Listen());
        }
    }
}
