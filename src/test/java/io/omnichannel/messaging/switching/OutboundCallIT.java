package io.omnichannel.messaging.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.conversation.SwitchWish.By;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.WebhookAnswer;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Step;
import io.omnichannel.simulator.rest.RestCalls.Ringing;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls that we make: asked for once, whatever Twilio's line and its callbacks do. */
@SwitchTest
class OutboundCallIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    Elsewhere elsewhere;

    @Autowired
    ChannelSwitches switches;

    private final String number = Elsewhere.number();

    @AfterEach
    void calm() {
        twilio.faults().none();
        twilio.calls().letGo(number);
    }

    @Test
    void isAnsweredTheSameHoweverOftenTwilioAsks() {
        Tenant tenant = talk(settings -> {});
        String outbox = callThatNobodyTakes(tenant);

        WebhookAnswer first = answered(tenant, outbox, "7");
        WebhookAnswer again = answered(tenant, outbox, "7");

        assertThat(new String(first.body())).contains("<ConversationRelay", "ticket", "rappel");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(world.storedCall(callSid("7"))).containsEntry("direction", "outbound");
        assertThat(elsewhere.column(tenant, "active_channels").toString()).isEqualTo("[\"sms\",\"voice\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner = 'human'", "status = 'closed', closed_reason = 'operator'"})
    void saysSorryWhenItIsAnsweredAndNoLongerWanted(String change) {
        Tenant tenant = talk(settings -> {});
        String outbox = callThatNobodyTakes(tenant);
        world.database().update("update omni_conversations set " + change + " where tenant_id = ?", tenant.id());

        String twiml = new String(answered(tenant, outbox, "8").body());

        assertThat(twiml).contains("Excusez-nous", "<Hangup").doesNotContain("<ConversationRelay");
    }

    @Test
    void hangsUpWhenNothingOfOursAskedForIt() {
        Tenant tenant = talk(settings -> {});

        WebhookAnswer answer = answered(tenant, Uuid7.next().toString(), "9");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body())).contains("<Hangup").doesNotContain("<ConversationRelay");
    }

    @Test
    void looksForACallThatTwilioMayHaveBeforeItIsMadeAgain() {
        Tenant tenant = talk(settings -> {});
        twilio.faults().next(Fault.ERROR_AFTER);

        switches.carryOut(wish(tenant));

        SimulatedCall call = twilio.calls().await(number, PATIENCE).awaitConnected();
        call.hangUp();
        call.awaitEnd(PATIENCE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(elsewhere.outbox(tenant, "voice"))
                .containsExactly("delivered"));
        assertThat(made()).isEqualTo(1);
    }

    @Test
    void changesNothingWhenTheSameWishComesTwice() {
        Tenant tenant = talk(settings -> {});
        SwitchWish wish = wish(tenant);

        SwitchOutcome first = switches.carryOut(wish);
        SwitchOutcome second = switches.carryOut(wish);

        assertThat(first.decision()).isEqualTo(SwitchOutcome.Decision.SWITCHED);
        assertThat(second.code()).isEqualTo("already_there");
        assertThat(elsewhere.switches(tenant)).hasSize(1);
        twilio.calls().await(number, PATIENCE).awaitConnected().hangUp();
        assertThat(elsewhere.outbox(tenant, "voice")).hasSize(1);
    }

    @Test
    void leavesAWishToWhoeverHasTakenItUpSince() {
        Tenant tenant = talk(settings -> {});
        SwitchWish wish = wish(tenant);
        world.database()
                .update(
                        "insert into omni_switch_wishes (tenant_id, id, conversation_id, channels, wished_by, reason, carry,"
                                + " fence, lease_until) values (?, ?, ?, '{voice}', 'operator', 'because', '', 1,"
                                + " now() + interval '1 hour')",
                        tenant.id(),
                        wish.id(),
                        wish.conversation());

        SwitchOutcome outcome = switches.carryOut(wish);

        assertThat(outcome.isRefused()).isTrue();
        assertThat(outcome.code()).isEqualTo("changed");
        assertThat(elsewhere.wishes(tenant)).containsExactly("because waiting");
        assertThat(elsewhere.outbox(tenant, "voice")).isEmpty();
    }

    @Test
    void callsOnceThoughManyWishItAtTheSameMoment() throws Exception {
        Tenant tenant = talk(settings -> {});
        List<SwitchWish> wishes = Stream.generate(() -> wish(tenant)).limit(12).toList();

        List<SwitchOutcome> outcomes = new ArrayList<>();
        try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<SwitchOutcome> outcome : operators.invokeAll(wishes.stream()
                    .map(wish -> (Callable<SwitchOutcome>) () -> switches.carryOut(wish))
                    .toList())) {
                outcomes.add(outcome.get());
            }
        }

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.decision() == SwitchOutcome.Decision.SWITCHED)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.isRefused())
                .extracting(SwitchOutcome::code)
                .containsOnly("already_there");
        twilio.calls().await(number, PATIENCE).awaitConnected().hangUp();
        assertThat(made()).isEqualTo(1);
        assertThat(elsewhere.switches(tenant)).hasSize(1);
    }

    @Test
    void asksForNoSecondCallWhileTwilioHasToldNothingOfTheFirst() {
        Tenant tenant = talk(settings -> {});
        twilio.calls().rings(number, Ringing.NO_ANSWER);
        accepted(tenant);

        SwitchOutcome meanwhile = switches.carryOut(wish(tenant));

        assertThat(meanwhile.code()).isEqualTo("already_there");
        assertThat(elsewhere.outbox(tenant, "voice")).containsExactly("sent");
        twilio.calls().letGo(number);
        // Nobody answers: as often as is set it is called again by itself, then written to.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(elsewhere.wishes(tenant))
                .endsWith("call_again done", "call_again done", "call_unanswered done"));
        assertThat(made()).isEqualTo(3);
        twilio.calls().rings(number, Ringing.ANSWERED);

        assertThat(switches.carryOut(wish(tenant)).decision()).isEqualTo(SwitchOutcome.Decision.SWITCHED);
        twilio.calls().await(number, PATIENCE).awaitConnected().hangUp();
        assertThat(made()).isEqualTo(4);
    }

    @Test
    void callsAgainWhereTwilioToldNothingOfACallForTooLong() {
        Tenant tenant = talk(settings -> {});
        accepted(tenant);
        age(tenant, "9 minutes");
        assertThat(switches.carryOut(wish(tenant)).code()).isEqualTo("already_there");
        age(tenant, "2 minutes");

        SwitchOutcome later = switches.carryOut(wish(tenant));

        assertThat(later.decision()).isEqualTo(SwitchOutcome.Decision.SWITCHED);
        await().atMost(PATIENCE).until(() -> made() == 2);
    }

    @Test
    void makesNoMoreCallsThanTheTenantAllows() {
        Tenant tenant = talk(settings -> ((ObjectNode) settings.get("limits")).put("calls_per_day", 1));
        SwitchOutcome first = switches.carryOut(wish(tenant));
        SimulatedCall call = twilio.calls().await(number, PATIENCE).awaitConnected();
        call.hangUp();
        call.awaitEnd(PATIENCE);
        await().untilAsserted(() ->
                assertThat(world.storedCall(call.callSid()).get("ended_at")).isNotNull());

        assertThat(first.decision()).isEqualTo(SwitchOutcome.Decision.SWITCHED);
        assertThat(switches.carryOut(wish(tenant)).code()).isEqualTo("calls_per_day");
    }

    @Test
    void saysInTheTimelineWhyACallWasNotMadeAfterAll() {
        Tenant tenant = talk(settings -> ((ObjectNode) settings.get("limits")).put("calls_per_day", 1));
        String outbox = callThatNobodyTakes(tenant);
        SimulatedCall other = world.simulator()
                .call(world.setup(tenant).from(Elsewhere.number()))
                .awaitConnected();

        // Twilio stays busy: a try that began before the other call must not get through behind it.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(elsewhere.outbox(tenant, "voice"))
                .containsExactly("suppressed calls_per_day"));

        assertThat(outbox).isNotEmpty();
        assertThat(made()).isZero();
        assertThat(world.database()
                        .queryForList(
                                "select m.content from omni_messages m join omni_outbox o on o.tenant_id = m.tenant_id"
                                        + " and o.conversation_id = m.conversation_id and o.channel = 'voice'"
                                        + " where m.tenant_id = ? order by m.seq",
                                String.class,
                                tenant.id()))
                .endsWith(
                        "La conversation continue par téléphone : nous appelons.",
                        "L'appel n'a pas eu lieu : les appels de la journée sont épuisés.");
        assertThat(world.database()
                        .queryForObject(
                                "select c.current_channel || ' ' || (c.channel_switches #>> '{0,to}') || ' '"
                                        + " || (c.channel_switches #>> '{0,refused}') from omni_conversations c"
                                        + " where c.tenant_id = ? and jsonb_array_length(c.channel_switches) > 0",
                                String.class,
                                tenant.id()))
                .isEqualTo("sms voice calls_per_day");
        other.hangUp();
    }

    @Test
    void goesOnAfterALostSocketLikeAnyCall() {
        Tenant tenant = talk(settings -> {});
        switches.carryOut(wish(tenant));
        SimulatedCall call = twilio.calls().await(number, PATIENCE).awaitConnected();
        call.ask("Ma référence est le 815", PATIENCE);
        await().until(() -> elsewhere.timeline(tenant).contains("voice customer: Ma référence est le 815")
                && elsewhere.timeline(tenant).getLast().matches("voice agent: .+"));

        call.dropSocket();
        call.awaitSession(2);

        assertThat(call.relay().greeting()).contains("coupés un instant");
        // What was cut before a word of it was heard is said again first.
        call.ask("Je suis là", PATIENCE);
        assertThat(call.ask("Qu'est-ce que j'ai dit ?", PATIENCE).text()).contains("815");
        call.hangUp();
        assertThat(call.awaitEnd(PATIENCE).steps(Step.Violation.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read-switch",
                "record-switch",
                "settle-wish",
                "claim-wishes",
                "accept-outbound-call",
                "accept-outbound-status",
                "accept-call-status"
            })
    void findsWhatItNeedsAlongIndexes(String statement) throws SQLException {
        // So few rows are read faster without: what counts is that an index can serve every part.
        String sql = SqlFile.load(statement)
                .replaceAll("(?<!:):([a-z]+_seconds|seconds|fence|tries|most|duration|seen_switches)\\b", "60")
                .replaceAll("60::text::int\\[\\]", "'{60}'::int[]")
                .replaceAll("(?<!:):(channels|unreachable|fallback|dropped)\\b", "'{sms}'")
                .replaceAll("(?<!:):parts\\b", "'[]'")
                .replaceAll("(?<!:):(details|default_settings|heard)\\b", "'{}'")
                .replaceAll("(?<!:):ended\\b", "true")
                .replaceAll(
                        "nullif\\(:outbox, ''\\)|(?<!:):(conversation|wish|call|message|[a-z]+_id)\\b",
                        "'0190a000-0000-7000-8000-000000000000'::uuid")
                .replaceAll("(?<!:):[a-z_]+\\b", "'sms'");

        List<String> plan = new ArrayList<>();
        try (Connection connection = world.connect();
                Statement run = connection.createStatement()) {
            run.execute("set enable_seqscan = off");
            try (ResultSet rows = run.executeQuery("explain " + sql)) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
        }

        assertThat(String.join("\n", plan)).contains("Index").doesNotContain("Seq Scan on omni_");
    }

    private Tenant talk(Consumer<ObjectNode> changes) {
        Tenant tenant = elsewhere.shop(changes);
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        return tenant;
    }

    private SwitchWish wish(Tenant tenant) {
        return SwitchWish.of(
                tenant.id(), UUID.fromString(elsewhere.conversation(tenant)), Channel.VOICE, By.OPERATOR, "because");
    }

    /** Twilio has a call, and neither rings nor tells anything of it. */
    private void accepted(Tenant tenant) {
        twilio.calls().hold(number);
        assertThat(switches.carryOut(wish(tenant)).decision()).isEqualTo(SwitchOutcome.Decision.SWITCHED);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(elsewhere.outbox(tenant, "voice"))
                .containsExactly("sent"));
    }

    /** So much time passes for what is in the outbox. */
    private void age(Tenant tenant, String interval) {
        world.database()
                .update(
                        "update omni_outbox set updated_at = updated_at - ?::interval where tenant_id = ?",
                        interval,
                        tenant.id());
    }

    /** What asked for a call that is not answered by itself. */
    private String callThatNobodyTakes(Tenant tenant) {
        twilio.faults().often(Fault.TOO_MANY, 1);
        switches.carryOut(
                SwitchWish.inTurn(tenant.id(), UUID.fromString(elsewhere.conversation(tenant)), Channel.VOICE, ""));
        return world.database()
                .queryForObject(
                        "select id::text from omni_outbox where tenant_id = ? and channel = 'voice'",
                        String.class,
                        tenant.id());
    }

    private String callSid(String digit) {
        return "CA" + digit.repeat(22) + number.substring(2);
    }

    private WebhookAnswer answered(Tenant tenant, String outbox, String digit) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("AccountSid", world.account().sid());
        form.put("CallSid", callSid(digit));
        form.put("CallStatus", "in-progress");
        form.put("Direction", "outbound-api");
        form.put("From", tenant.number());
        form.put("To", number);
        return world.simulator().webhooks(world.account()).post("/webhooks/omnichannel/voice?outbox=" + outbox, form);
    }

    private long made() {
        return twilio.calls().all().stream()
                .filter(call -> call.to().equals(number))
                .count();
    }
}
