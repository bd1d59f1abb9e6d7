package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.agent.Agent;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Moment;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Channel;
import io.omnichannel.platform.database.TestDatabase;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelAnswer.End;
import io.omnichannel.simulator.model.ModelDouble;
import io.omnichannel.simulator.model.ModelScript;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What turns, calls and days may take, and what happens then. */
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
    void writesDownMoney() throws Exception {
        Agent agent = house.set("llm-prices.output", "2000").agent();
        SpokenReply.of(agent, house.spoken("Hello"));
        SpokenReply.of(agent, house.spoken("Hello"));

        house.ledger().write();

        // Three tokens of 2,000 a million each, twice.
        assertThat(spent()).endsWith(" 6 out for 0.012");
    }

    @Test
    void writesDownAWrittenAnswerThatBrokeToo() throws Exception {
        AtomicLong asked = new AtomicLong();
        model.answers(request -> asked.getAndIncrement() == 0
                ? ModelAnswer.of("It is on its").ending(End.ERROR_EVENT)
                : ModelAnswer.of("From the model."));
        Turn turn = house.turn(ModelHouse.settings(fields -> {}), Channel.SMS, "Hello");

        SpokenReply reply = SpokenReply.of(house.agent(), turn);

        house.ledger().write();
        assertThat(reply.text()).isEqualTo("From the model.");
        assertThat(spent()).startsWith("2 requests");
    }

    /** The least of each; the model wants tools for ever, or says nothing at all. */
    @ParameterizedTest
    @CsvSource({
        "turn-tool-steps, 1",
        "turn-tokens, 1",
        "turn-cost, 0.000001",
        "turn-time, 50ms",
        "call-tool-steps, 1",
        "call-tokens, 1",
        "call-cost, 0.000001",
        "call-time, 50ms",
        "day-tool-steps, 1",
        "day-tokens, 1",
        "day-cost, 0.000001",
        "day-time, 50ms"
    })
    void asksNoModelAnyMoreWhereALimitIsReached(String limit, String least) throws InterruptedException {
        model.answers(limit.endsWith("time") ? request -> ModelAnswer.silence() : insatiable());
        Agent agent =
                house.set("llm-prices.input", "1").set("agent." + limit, least).agent();
        Turn turn = house.spoken("Who are you?");

        assertThat(isAsked(agent, turn)).isTrue();
        assertThat(house.stoppedBy(limit)).isEqualTo(1);

        assertThat(isAsked(agent, turn)).as("in the same call").isEqualTo(limit.startsWith("turn"));
        assertThat(house.stoppedBy(limit)).isEqualTo(2);
        assertThat(isAsked(agent, ModelHouse.elsewhere(turn, house.tenant())))
                .as("in another call")
                .isEqualTo(!limit.startsWith("day"));
        assertThat(isAsked(agent, ModelHouse.elsewhere(turn, "another")))
                .as("for another tenant")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "tool_steps_per_day, day-tool-steps",
        "tokens_per_day, day-tokens",
        "cost_per_day, day-cost",
        "thinking_seconds_per_day, day-time"
    })
    void takesNothingForNothingWhereATenantSaysSo(String field, String limit) throws InterruptedException {
        AgentSettings settings =
                ModelHouse.settings(fields -> fields.withObject("/limits").put(field, 0));
        Agent agent = house.set("llm-prices.input", "1").agent();

        SpokenReply reply = SpokenReply.of(agent, house.turn(settings, Channel.VOICE, "Who are you?"));

        assertThat(reply.text()).contains("Sara");
        assertThat(house.stoppedBy(limit)).isEqualTo(1);
        assertThat(model.exchanges()).isEmpty();
    }

    @Test
    void keepsTheOperatorsLimitWhateverTheTenantAllowsItself() throws InterruptedException {
        AgentSettings generous =
                ModelHouse.settings(fields -> fields.withObject("/limits").put("tokens_per_day", 1_000_000));
        Agent agent = house.set("agent.day-tokens", 1).agent();
        Turn turn = house.turn(generous, Channel.VOICE, "Who are you?");

        assertThat(isAsked(agent, turn)).isTrue();
        assertThat(isAsked(agent, turn)).isFalse();
    }

    @Test
    void goesOnWithTheScriptAndCallsNoHumanForACallThatHasCostTooMuch() throws InterruptedException {
        Agent agent = house.set("agent.call-tokens", 1).agent();
        Turn turn = house.turn(ModelHouse.reachable(), Channel.VOICE, "Who are you?");

        assertThat(SpokenReply.of(agent, turn).text()).isEqualTo("From the model.");
        for (int i = 0; i < 3; i++) {
            SpokenReply reply = SpokenReply.of(agent, turn);
            assertThat(reply.text()).contains("Sara");
            assertThat(reply.next()).isEqualTo(new Next.Listen());
        }
    }

    @Test
    void callsAHumanWhenTurnsInARowNeedTooMuch() throws InterruptedException {
        model.answers(insatiable());
        Agent agent = house.set("agent.turn-tokens", 1).agent();
        Turn turn = house.turn(ModelHouse.reachable(), Channel.VOICE, "I want a pizza");

        assertThat(SpokenReply.of(agent, turn).next()).isEqualTo(new Next.Listen());
        assertThat(SpokenReply.of(agent, turn).next()).isInstanceOf(Next.HandOff.class);
    }

    @Test
    void finishesATurnWithoutToolsOnceTheyAreUsedUp() throws InterruptedException {
        model.answers(request -> request.toolResults().isEmpty()
                ? ModelAnswer.calling("find_parcel", "{}")
                : ModelAnswer.of("It is in Lyon."));
        Agent agent = house.set("agent.call-tool-steps", 1).agent();

        assertThat(SpokenReply.of(agent, house.spoken("Where is my parcel?")).text())
                .isEqualTo("It is in Lyon.");
        assertThat(isAsked(agent, house.spoken("Where is my parcel?"))).isFalse();
    }

    @Test
    void keepsAnAccountOfAPhoneCallBesideThatOfWhatIsWrittenInItsConversation() throws InterruptedException {
        Agent agent = house.set("agent.call-tokens", 1).agent();
        AgentSettings settings = ModelHouse.settings(fields -> {});
        Turn spoken = house.turn(settings, Channel.VOICE, "Who are you?");
        Turn text = house.turn(settings, Channel.SMS, "Who are you?");
        Turn mail = house.turn(settings, Channel.EMAIL, "Who are you?");

        assertThat(isAsked(agent, spoken)).isTrue();
        assertThat(isAsked(agent, text)).isTrue();
        assertThat(isAsked(agent, mail)).isFalse();
        assertThat(isAsked(agent, spoken)).isFalse();
    }

    @Test
    void beginsTheAccountOfAConversationAnewAfterADay() {
        AtomicLong now = new AtomicLong();
        CallAccounts accounts = new CallAccounts(now::get);
        Turn text = house.turn(ModelHouse.settings(fields -> {}), Channel.SMS, "Hello");
        accounts.of(text).add(Usage.TOOL_STEP);

        now.addAndGet(Duration.ofHours(23).toNanos());
        assertThat(accounts.of(text).used()).isEqualTo(Usage.TOOL_STEP);
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(accounts.of(text).used()).isEqualTo(Usage.NONE);
    }

    @Test
    void beginsADayAtTheTenantsMidnight() throws InterruptedException {
        AgentSettings paris = ModelHouse.settings(fields -> fields.put("time_zone", "Europe/Paris"));
        Agent agent = house.set("agent.day-tokens", 1).agent();
        Turn turn = house.turn(paris, Channel.VOICE, "Who are you?");

        house.at(Instant.parse("2031-06-01T21:59:00Z"));
        assertThat(isAsked(agent, turn)).isTrue();
        assertThat(isAsked(agent, turn)).isFalse();
        house.at(Instant.parse("2031-06-01T22:00:00Z"));
        assertThat(isAsked(agent, turn)).isTrue();
    }

    @Test
    void learnsWhatOtherNodesHaveUsedAndCountsNothingTwice() throws InterruptedException {
        Agent agent = house.agent();
        Turn turn = house.spoken("Hello");
        ZoneId zone = turn.settings().timeZone();
        DayLedger other = house.anotherNodesLedger();
        SpokenReply.of(agent, turn);
        Usage used = house.ledger().of(house.tenant(), zone).used();

        house.ledger().write();
        await().untilAsserted(() -> {
            Usage told = other.of(house.tenant(), zone).used();
            assertThat(told.tokens()).isEqualTo(used.tokens());
            assertThat(told.nanos()).isPositive();
        });
        other.of(house.tenant(), zone).add(Usage.TOOL_STEP);
        other.write();
        other.write();
        house.ledger().of(house.tenant(), zone).add(Usage.TOOL_STEP);
        house.ledger().write();

        assertThat(house.ledger().of(house.tenant(), zone).used().toolSteps()).isEqualTo(2);
        assertThat(house.ledger().of(house.tenant(), zone).used().tokens()).isEqualTo(used.tokens());
        other.close();
    }

    @Test
    void refusesNobodyAndForgetsNothingWhileTheDatabaseIsAway() {
        HikariDataSource pool = house.database().appPool();
        DayLedger ledger = new DayLedger(TestDatabase.tenantSql(pool), Clock.systemUTC());
        pool.close();
        Account account = ledger.of(house.tenant(), ZoneOffset.UTC);

        assertThat(account.used()).isEqualTo(Usage.NONE);
        account.add(Usage.TOOL_STEP);
        ledger.write();

        assertThat(account.used()).isEqualTo(Usage.TOOL_STEP);
        ledger.close();
    }

    @Test
    void takesNoPriceOfAnotherModel() throws InterruptedException {
        Agent agent = house.set("llm-prices.of", "second=1000000/0")
                .set("agent.call-cost", "0.000001")
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

    @ParameterizedTest
    @ValueSource(strings = {"turn-cost", "call-cost", "day-cost"})
    void refusesToLimitMoneyWithoutAPrice(String limit) {
        assertThatThrownBy(house.set("agent." + limit, "5")::agent)
                .hasMessageContaining("omnichannel.llm-prices.input");
    }

    @Test
    void refusesALimitBelowNothing() {
        assertThatThrownBy(house.set("agent.call-time", "-1s")::agent)
                .rootCause()
                .hasMessageContaining("must not be below 0");
    }

    /** Whether a model was asked before the turn was answered. */
    private static boolean isAsked(Agent agent, Turn turn) throws InterruptedException {
        return SpokenReply.of(agent, turn).moments().contains(Moment.MODEL_ASKED);
    }

    /** Wants another tool, whatever it is told. */
    private static ModelScript insatiable() {
        return request -> ModelAnswer.calling(
                "find_parcel", "{\"order\":\"" + request.toolResults().size() + "\"}");
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
