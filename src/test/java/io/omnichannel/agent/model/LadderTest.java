package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.Moment;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelAnswer.End;
import io.omnichannel.simulator.model.ModelDouble;
import io.omnichannel.simulator.model.ModelScript;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller hears when a model is late, breaks or is away. */
class LadderTest {

    private static final String FILLER = "Let me see.";
    private static final String DELAY = "Thank you for waiting, just another moment.";
    private static final String AWAY = "I am sorry, I have a technical problem. Could you say your question again?";
    private static final String CALL_BACK =
            "We're having a technical problem. We're sorry about that. Please call back in a few minutes.";
    private static final String QUESTION = "Where is my parcel?";

    private final ModelDouble first = ModelDouble.listen(request -> ModelAnswer.of("It is on its way."));
    private final ModelDouble second = ModelDouble.listen(request -> ModelAnswer.of("The second says so."));
    private final ModelHouse house = new ModelHouse().model(first.url());

    @AfterEach
    void close() {
        house.close();
        first.close();
        second.close();
    }

    @Test
    void saysWhatTheModelSaysWordByWord() throws InterruptedException {
        SpokenReply reply = SpokenReply.of(house.agent(), house.spoken(QUESTION));

        assertThat(reply.tokens()).containsExactly("It", " is", " on", " its", " way.");
        assertThat(reply.next()).isEqualTo(new Next.Listen());
        assertThat(reply.moments()).containsExactly(Moment.MODEL_ASKED, Moment.MODEL_ANSWERED);
        assertThat(first.refusals()).isEmpty();
    }

    @Test
    void bridgesAWaitOnce() {
        house.set("agent.filler-after", "40ms");

        SpokenReply reply = answeredAfterTheFiller(house.agent());

        assertThat(reply.text()).isEqualTo(FILLER + " It is on its way.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[voice] It is on its way.", "[ voice ]: It is on its way."})
    void saysNoTagOfAChannelBehindAFiller(String words) {
        house.set("agent.filler-after", "40ms");

        SpokenReply reply = afterTheFiller(house.agent(), house.spoken(QUESTION), ModelAnswer.of(words));

        assertThat(reply.text()).isEqualTo(FILLER + " It is on its way.");
    }

    @Test
    void leavesNobodyWithAFillerAlone() {
        house.set("agent.filler-after", "40ms");
        Agent agent = house.agent();
        Turn turn = house.turn(ModelHouse.reachable(), Channel.VOICE, QUESTION);

        SpokenReply once = afterTheFiller(agent, turn, ModelAnswer.of(""));
        first.answers(request -> ModelAnswer.of(""));
        SpokenReply twice = SpokenReply.begin(agent, turn);
        await().until(twice::isDone);

        assertThat(once.text()).isEqualTo(FILLER + " " + AWAY);
        assertThat(twice.next()).isInstanceOf(Next.HandOff.class);
    }

    @Test
    void bridgesNoTwoTurnsInARow() throws InterruptedException {
        house.set("agent.filler-after", "40ms");
        Agent agent = house.agent();
        answeredAfterTheFiller(agent);
        first.answers(late(200));

        SpokenReply next = SpokenReply.of(agent, house.spoken(QUESTION));

        assertThat(next.text()).isEqualTo("It is on its way.");
    }

    @Test
    void hasTheSecondModelAnswerWhenTheFirstIsLate() throws InterruptedException {
        house.set("agent.hedge-after", "100ms");
        first.answers(request -> ModelAnswer.silence());

        SpokenReply reply = SpokenReply.of(house.second(second.url()).agent(), house.spoken(QUESTION));

        assertThat(reply.text()).isEqualTo("The second says so.");
        await().until(() -> first.exchanges().getFirst().isHungUp());
    }

    @Test
    void asksTheSameModelAgainWhenThereIsNoSecond() throws InterruptedException {
        house.set("agent.hedge-after", "100ms");
        AtomicInteger asked = new AtomicInteger();
        first.answers(
                request -> asked.getAndIncrement() == 0 ? ModelAnswer.silence() : ModelAnswer.of("It is on its way."));

        SpokenReply reply = SpokenReply.of(house.agent(), house.spoken(QUESTION));

        assertThat(reply.text()).isEqualTo("It is on its way.");
    }

    @Test
    void letsAnAnswerThatIsBeingHeardTakeItsTime() throws InterruptedException {
        house.set("agent.turn-time", "2s");
        first.answers(request -> ModelAnswer.of("One two three four five six seven eight nine ten")
                .apart(Duration.ofMillis(250)));

        SpokenReply reply = SpokenReply.of(house.agent(), house.spoken(QUESTION));

        assertThat(reply.text()).endsWith("nine ten");
    }

    @Test
    void asksTheSecondModelOnlyWhenItIsNeeded() throws InterruptedException {
        SpokenReply.of(house.second(second.url()).agent(), house.spoken(QUESTION));

        assertThat(second.exchanges()).isEmpty();
    }

    @Test
    void saysThatItTakesLongerAndThenGivesUp() throws InterruptedException {
        house.set("agent.filler-after", "40ms")
                .set("agent.hedge-after", "100ms")
                .set("agent.apology-after", "300ms")
                .set("agent.give-up-after", "4s");
        first.answers(request -> ModelAnswer.silence());

        SpokenReply reply = SpokenReply.of(house.agent(), house.spoken(QUESTION));

        assertThat(reply.text()).startsWith(FILLER + " " + DELAY + " ").endsWith(" " + AWAY);
        await().until(() ->
                first.exchanges().size() == 2 && first.exchanges().stream().allMatch(exchange -> exchange.isHungUp()));
    }

    /** As it is set where nobody sets anything: one thing is said at a time. */
    @Test
    @Tag("faults")
    void thanksNobodyForWaitingJustBeforeItGivesUp() throws InterruptedException {
        house.asShipped("agent.filler-after", "agent.hedge-after", "agent.apology-after", "agent.give-up-after");
        first.answers(request -> ModelAnswer.silence());

        SpokenReply reply = SpokenReply.of(house.agent(), house.spoken(QUESTION));

        assertThat(reply.text()).isEqualTo(FILLER + " " + DELAY + " " + AWAY);
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key",
        "404, model_not_found",
        "429, insufficient_quota",
        "500, server_error",
        "503, ''"
    })
    void hasTheSecondModelAnswerWhenTheFirstRefuses(int status, String code) throws InterruptedException {
        first.answers(request -> ModelAnswer.refusing(status, code));

        SpokenReply reply = SpokenReply.of(house.second(second.url()).agent(), house.spoken(QUESTION));

        assertThat(reply.text()).isEqualTo("The second says so.");
    }

    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"CUT", "GARBAGE", "ERROR_EVENT", "FILTERED"})
    void hasTheSecondModelAnswerWhenTheFirstBreaksBeforeItsFirstWord(End end) throws InterruptedException {
        first.answers(request -> ModelAnswer.of("").ending(end));

        SpokenReply reply = SpokenReply.of(house.second(second.url()).agent(), house.spoken(QUESTION));

        assertThat(reply.text()).isEqualTo("The second says so.");
    }

    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"STALL", "CUT", "GARBAGE", "ERROR_EVENT", "FILTERED"})
    void closesAnAnswerThatBreaksOffAndNeverRepeatsIt(End end) throws InterruptedException {
        house.set("agent.stall-after", "1500ms");
        first.answers(request ->
                ModelAnswer.of("It is on its").apart(Duration.ofMillis(30)).ending(end));

        SpokenReply reply = SpokenReply.of(house.second(second.url()).agent(), house.spoken(QUESTION));

        assertThat(reply.text()).startsWith("It is on").endsWith(" Sorry, I lost my thread. Shall I go on?");
        assertThat(second.exchanges()).isEmpty();
    }

    @Test
    void waitsAsLongAsTheProviderWantsWhenThatIsShort() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        first.answers(request -> asked.getAndIncrement() == 0
                ? ModelAnswer.refusing(429, "rate_limit_exceeded").retryAfter(Duration.ofSeconds(1))
                : ModelAnswer.of("It is on its way."));

        SpokenReply reply = SpokenReply.of(house.agent(), house.spoken(QUESTION));

        assertThat(reply.text()).isEqualTo("It is on its way.");
        assertThat(first.exchanges().get(1).arrivedAt()
                        - first.exchanges().get(0).arrivedAt())
                .isGreaterThan(Duration.ofMillis(990).toNanos());
    }

    @Test
    void leavesAProviderAloneForAsLongAsItWants() throws InterruptedException {
        first.answers(
                request -> ModelAnswer.refusing(429, "rate_limit_exceeded").retryAfter(Duration.ofSeconds(60)));
        Agent agent = house.second(second.url()).agent();

        SpokenReply.of(agent, house.spoken(QUESTION));
        SpokenReply.of(agent, house.spoken(QUESTION));

        assertThat(first.exchanges()).hasSize(1);
        assertThat(second.exchanges()).hasSize(2);
    }

    @Test
    void leavesAProviderAloneThatFailsTooOften() throws InterruptedException {
        first.answers(request -> ModelAnswer.refusing(500, "server_error"));
        Agent agent = house.second(second.url()).agent();
        for (int turn = 0; turn < 20; turn++) {
            assertThat(SpokenReply.of(agent, house.spoken(QUESTION)).text()).isEqualTo("The second says so.");
        }

        assertThat(first.exchanges()).hasSize(5);
    }

    @Test
    void handsOverToAHumanAfterTwoFailedTurns() throws InterruptedException {
        first.answers(request -> ModelAnswer.refusing(401, "invalid_api_key"));
        Agent agent = house.agent();
        Turn turn = house.turn(ModelHouse.reachable(), Channel.VOICE, QUESTION);

        SpokenReply once = SpokenReply.of(agent, turn);
        SpokenReply twice = SpokenReply.of(agent, turn);

        assertThat(once.next()).isEqualTo(new Next.Listen());
        assertThat(twice.next()).isInstanceOf(Next.HandOff.class);
    }

    @Test
    void endsTheCallAfterTwoFailedTurnsWhenThereIsNobodyToHandOverTo() throws InterruptedException {
        first.answers(request -> ModelAnswer.refusing(401, "invalid_api_key"));
        Agent agent = house.agent();

        SpokenReply once = SpokenReply.of(agent, house.spoken(QUESTION));
        SpokenReply twice = SpokenReply.of(agent, house.spoken(QUESTION, agentSaid(once.text())));

        assertThat(once.next()).isEqualTo(new Next.Listen());
        assertThat(twice.text()).isEqualTo(CALL_BACK);
        assertThat(twice.next()).isEqualTo(new Next.HangUp());
    }

    @Test
    void endsTheCallWhenAnAnswerBreaksOffForTheSecondTime() throws InterruptedException {
        first.answers(request -> ModelAnswer.of("It is on its").ending(End.ERROR_EVENT));
        Agent agent = house.agent();

        SpokenReply once = SpokenReply.of(agent, house.spoken(QUESTION));
        SpokenReply twice = SpokenReply.of(agent, house.spoken("Yes, go on", agentSaid(once.text())));

        assertThat(once.text()).endsWith("Shall I go on?");
        assertThat(twice.text()).isEqualTo("It is on its " + CALL_BACK);
        assertThat(twice.next()).isEqualTo(new Next.HangUp());
    }

    @Test
    void asksWhoCallsAgainOnceMoreBeforeItEndsTheCall() throws InterruptedException {
        first.answers(request -> ModelAnswer.refusing(401, "invalid_api_key"));
        Agent agent = house.agent();
        SpokenReply.of(agent, house.spoken(QUESTION));
        SpokenReply.of(agent, house.spoken(QUESTION));

        SpokenReply again =
                SpokenReply.of(agent, house.spoken(QUESTION, agentSaid(CALL_BACK), agentSaid("Hello, I am Sara.")));

        assertThat(again.text()).isEqualTo(AWAY);
        assertThat(again.next()).isEqualTo(new Next.Listen());
    }

    @Test
    void forgetsAFailedTurnWhenTheNextOneIsAnswered() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        first.answers(request -> asked.getAndIncrement() % 2 == 0
                ? ModelAnswer.refusing(401, "invalid_api_key")
                : ModelAnswer.of("It is on its way."));
        Agent agent = house.agent();
        Turn turn = house.turn(ModelHouse.reachable(), Channel.VOICE, QUESTION);

        for (int i = 0; i < 4; i++) {
            assertThat(SpokenReply.of(agent, turn).next()).isEqualTo(new Next.Listen());
        }
    }

    @Test
    void answersByTheScriptWhatTheScriptKnows() throws InterruptedException {
        first.answers(request -> ModelAnswer.refusing(401, "invalid_api_key"));

        SpokenReply reply = SpokenReply.of(house.agent(), house.spoken("Who are you?"));

        assertThat(reply.text()).contains("Sara");
    }

    @Test
    void neverSaysTheSameApologyTwiceInARow() throws InterruptedException {
        house.set("agent.hand-off-after", "3");
        first.answers(request -> ModelAnswer.refusing(401, "invalid_api_key"));
        Agent agent = house.agent();

        String once = SpokenReply.of(agent, house.spoken(QUESTION)).text();
        SpokenReply twice = SpokenReply.of(agent, house.spoken(QUESTION, agentSaid(once)));

        assertThat(once).isEqualTo(AWAY);
        assertThat(twice.text()).isEqualTo("That did not work either, I am sorry. Please try once more.");
        assertThat(twice.next()).isEqualTo(new Next.Listen());
    }

    @Test
    void answersWhenNobodyListensAtTheModelsAddress() throws InterruptedException {
        first.close();

        SpokenReply reply = SpokenReply.of(house.agent(), house.spoken(QUESTION));

        assertThat(reply.text()).endsWith(AWAY);
    }

    @Test
    void closesTheRequestWhenTheCallerInterrupts() {
        first.answers(request -> ModelAnswer.of("word ".repeat(5_000)).apart(Duration.ofMillis(20)));
        Agent agent = house.agent();

        SpokenReply reply = SpokenReply.begin(agent, house.spoken(QUESTION));
        await().until(() -> !reply.tokens().isEmpty());
        reply.cancel();

        await().until(() -> reply.isDone() && first.exchanges().getFirst().isHungUp());
        assertThat(reply.tokens()).hasSizeLessThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMS", "WHATSAPP", "EMAIL"})
    void writesNothingToBridgeAWait(Channel channel) throws InterruptedException {
        house.set("agent.filler-after", "40ms");
        first.answers(late(200));

        SpokenReply reply =
                SpokenReply.of(house.agent(), house.turn(ModelHouse.settings(fields -> {}), channel, QUESTION));

        assertThat(reply.text()).isEqualTo("It is on its way.");
    }

    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"STALL", "CUT", "GARBAGE", "ERROR_EVENT", "FILTERED"})
    void writesAWholeAnswerOfTheSecondModelInsteadOfABrokenOne(End end) throws InterruptedException {
        house.set("agent.written-hedge-after", "1500ms");
        first.answers(request -> ModelAnswer.of("It is on its").ending(end));

        SpokenReply reply = SpokenReply.of(
                house.second(second.url()).agent(),
                house.turn(ModelHouse.settings(fields -> {}), Channel.SMS, QUESTION));

        assertThat(reply.text()).isEqualTo("The second says so.");
    }

    @Test
    void putsAWrittenAnswerOffThatNoModelGives() throws InterruptedException {
        house.set("agent.written-give-up-after", "200ms");
        first.answers(request -> ModelAnswer.silence());

        SpokenReply reply = SpokenReply.inTime(house.agent(), written(QUESTION));

        assertThat(reply.isPutOff()).isTrue();
        assertThat(reply.text()).isEmpty();
        assertThat(reply.next()).isNull();
    }

    @Test
    void putsAWrittenAnswerOffWhileAProviderIsLeftAlone() throws InterruptedException {
        first.answers(request -> ModelAnswer.refusing(500, "server_error"));
        house.set("agent.written-give-up-after", "5s").set("llm-pause", "1m");
        Agent agent = house.agent();

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(SpokenReply.inTime(agent, written(QUESTION)).isPutOff()).isTrue();
        }

        assertThat(first.exchanges()).hasSize(5);
    }

    @Test
    void answersAtOnceInWritingWhatTheScriptKnowsForCertain() throws InterruptedException {
        house.set("agent.written-give-up-after", "200ms");
        first.answers(request -> ModelAnswer.silence());

        SpokenReply reply = SpokenReply.inTime(house.agent(), written("Who are you?"));

        assertThat(reply.isPutOff()).isFalse();
        assertThat(reply.text()).contains("Sara");
    }

    @Test
    void putsNothingOffThatIsNotOverSoon() throws InterruptedException {
        first.answers(request -> ModelAnswer.refusing(401, "invalid_api_key"));

        SpokenReply reply = SpokenReply.inTime(house.agent(), written(QUESTION));

        assertThat(reply.isPutOff()).isFalse();
        assertThat(reply.text()).contains("Please write again in a few minutes");
    }

    @Test
    void putsNothingOffInACall() throws InterruptedException {
        house.set("agent.give-up-after", "200ms");
        first.answers(request -> ModelAnswer.silence());

        SpokenReply reply = SpokenReply.inTime(house.agent(), house.spoken(QUESTION));

        assertThat(reply.isPutOff()).isFalse();
        assertThat(reply.text()).isEqualTo(AWAY);
    }

    @Test
    void getsAHumanForAWriterWhomNoModelAnsweredInTheEnd() throws InterruptedException {
        house.set("agent.written-give-up-after", "200ms");
        first.answers(request -> ModelAnswer.silence());

        SpokenReply reply = SpokenReply.of(house.agent(), house.turn(ModelHouse.reachable(), Channel.SMS, QUESTION));

        assertThat(reply.next()).isInstanceOf(Next.HandOff.class);
        assertThat(reply.text()).isEmpty();
    }

    private Turn written(String words) {
        return house.turn(ModelHouse.settings(fields -> {}), Channel.SMS, words);
    }

    private static Line agentSaid(String words) {
        return new Line(SenderRole.AGENT, Channel.VOICE, words);
    }

    /** The model has its first word only when the caller has heard the filler, however long that takes. */
    private SpokenReply answeredAfterTheFiller(Agent agent) {
        return afterTheFiller(agent, house.spoken(QUESTION), ModelAnswer.of("It is on its way."));
    }

    private SpokenReply afterTheFiller(Agent agent, Turn turn, ModelAnswer answer) {
        CountDownLatch filled = new CountDownLatch(1);
        first.answers(request -> {
            await().forever().until(() -> filled.getCount() == 0);
            return answer;
        });
        SpokenReply reply = SpokenReply.begin(agent, turn);
        await().until(() -> reply.text().startsWith(FILLER));
        filled.countDown();
        await().until(reply::isDone);
        return reply;
    }

    private static ModelScript late(int millis) {
        return request -> ModelAnswer.of("It is on its way.").after(Duration.ofMillis(millis));
    }
}
