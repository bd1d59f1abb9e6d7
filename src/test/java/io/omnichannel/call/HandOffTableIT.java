package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.agent.Humans;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.HandOffSettings;
import io.omnichannel.conversation.HandOffs;
import io.omnichannel.conversation.SwitchOccasions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of a call that asked for a human: every end of the dialled call with every setting. */
@ServerTest
class HandOffTableIT {

    private static final String NUMBER = "+33140000000";

    @Autowired
    World world;

    @Autowired
    ObjectMapper json;

    @Autowired
    SwitchOccasions occasions;

    @Autowired
    HandOffs handOffs;

    @Autowired
    CallSessions sessions;

    @Autowired
    @Qualifier("intakeJdbc")
    JdbcClient intake;

    private CallIntake calls;
    private Tenant tenant;
    private String sid;

    @ParameterizedTest
    @CsvSource({
        // set to   | dialled   | caller      | then            | outcome     | owner | human told
        "voicemail, completed, in-progress, hang_up,        transferred, agent, handoff",
        "voicemail, answered,  in-progress, hang_up,        transferred, agent, handoff",
        "voicemail, no-answer, in-progress, voicemail,      unanswered,  human, handoff",
        "voicemail, busy,      in-progress, voicemail,      unanswered,  human, handoff",
        "voicemail, failed,    in-progress, voicemail,      unanswered,  human, handoff",
        "voicemail, canceled,  completed,   hang_up,        unanswered,  human, handoff callback",
        "callback,  no-answer, in-progress, callback,       unanswered,  human, handoff callback",
        "callback,  busy,      in-progress, callback,       unanswered,  human, handoff callback",
        "callback,  failed,    in-progress, callback,       unanswered,  human, handoff callback",
        "callback,  completed, completed,   hang_up,        transferred, agent, handoff",
        "text,      no-answer, in-progress, unanswered,     unanswered,  agent, handoff",
        "text,      busy,      in-progress, unanswered,     unanswered,  agent, handoff",
        "text,      failed,    in-progress, unanswered,     unanswered,  agent, handoff",
        "text,      canceled,  completed,   hang_up,        unanswered,  human, handoff callback",
        "agent,     no-answer, in-progress, back_to_agent,  unanswered,  agent, handoff",
        "agent,     busy,      in-progress, back_to_agent,  unanswered,  agent, handoff",
        "agent,     failed,    in-progress, back_to_agent,  unanswered,  agent, handoff",
        "agent,     completed, in-progress, hang_up,        transferred, agent, handoff"
    })
    void followsTheSetting(
            String unanswered, String dialled, String caller, String then, String outcome, String owner, String told) {
        begin(unanswered, "agent", "null");
        assertThat(handOff()).isEqualTo(Decision.DIAL);
        assertThat(owner()).isEqualTo("human");

        assertThat(dialled(dialled, caller).wireName()).isEqualTo(then);
        assertThat(dialled(dialled, caller).wireName()).as("delivered twice").isEqualTo(then);

        assertThat(world.storedCall(sid)).containsEntry("outcome", outcome);
        assertThat(owner()).isEqualTo(owner);
        assertThat(told()).containsExactly(told.split(" "));
        assertThat(openHandOffs()).isEqualTo(owner.equals("human") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "voicemail, voicemail,     human, handoff",
        "callback,  callback,      human, handoff callback",
        "text,      unanswered,    agent, ''",
        "agent,     back_to_agent, agent, ''"
    })
    void ringsNobodyUpOutOfHours(String unanswered, String then, String owner, String told) {
        begin(unanswered, "agent", "{}");

        assertThat(handOff().wireName()).isEqualTo(then);

        assertThat(owner()).isEqualTo(owner);
        assertThat(String.join(" ", told())).isEqualTo(told);
    }

    @Test
    void leavesTheConversationToTheHumanWhereThatIsSet() {
        begin("voicemail", "human", "null");
        handOff();

        dialled("completed", "in-progress");

        assertThat(owner()).isEqualTo("human");
    }

    @Test
    void takesAMessageTheSecondTimeThatTheAgentHandsOver() {
        begin("agent", "agent", "null");
        handOff();
        dialled("no-answer", "in-progress");

        assertThat(step("", "in-progress", "VX2", "", false)).isEqualTo(Decision.VOICEMAIL);
    }

    @Test
    void ringsNobodyUpASecondTimeThoughTheLineKeepsBreaking() {
        begin("agent", "agent", "null");
        handOff();
        assertThat(dialled("no-answer", "in-progress")).isEqualTo(Decision.BACK_TO_AGENT);
        for (int lost = 0; lost < CallIntake.MAX_RESUMES; lost++) {
            assertThat(lost("VX-lost-" + lost, "in-progress")).isEqualTo(Decision.RESUME);
        }

        assertThat(lost("VX-last", "in-progress")).isEqualTo(Decision.GIVE_UP);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesOnceToACallerWhoWasCutOffWhicheverCallbackComesFirst(boolean endedFirst) {
        begin("voicemail", "agent", "null");
        Runnable ended = () -> calls.acceptStatus(sid + "/call-status/completed", "AC1", sid, "completed", 30);
        Runnable lost = () -> assertThat(lost("VX1", "completed")).isEqualTo(Decision.HANG_UP);

        (endedFirst ? ended : lost).run();
        (endedFirst ? lost : ended).run();

        assertThat(one("select string_agg(reason, ' ') from omni_switch_wishes where tenant_id = ?", String.class))
                .isEqualTo("call_dropped");
    }

    @Test
    void saysSoWhenTheMessageIsEmptyAndAsksForACallBack() {
        begin("voicemail", "agent", "null");
        handOff();
        dialled("no-answer", "in-progress");

        assertThat(step("voicemail", "in-progress", "", "", false)).isEqualTo(Decision.VOICEMAIL_EMPTY);

        assertThat(told()).containsExactly("handoff", "callback");
        assertThat(world.storedCall(sid).get("ended_at")).isNotNull();
    }

    @Test
    void tellsAHumanOfACallerWhoHangsUpWhileBeingToldOfThem() {
        begin("voicemail", "agent", "null");
        assertThat(announce()).isTrue();
        assertThat(announce()).as("told once").isFalse();

        assertThat(step("", "completed", "VX1", "", false)).isEqualTo(Decision.HANG_UP);

        assertThat(owner()).isEqualTo("human");
        assertThat(told()).containsExactly("handoff", "callback");
    }

    @Test
    void dialsThoughTheLineBrokeWhileTheCallerWasBeingTold() {
        begin("voicemail", "agent", "null");
        announce();

        CallAnswer answer = calls.accept(step("", "in-progress", "VX1", "", false, "failed", ""))
                .orElseThrow();

        assertThat(answer.decision()).isEqualTo(Decision.DIAL);
    }

    @Test
    void leavesAHandOffThatAnOperatorTookOverToThem() {
        begin("agent", "agent", "null");
        handOff();
        world.database().update("update omni_handoffs set call_id = null where tenant_id = ?", tenant.id());

        assertThat(dialled("no-answer", "in-progress")).isEqualTo(Decision.VOICEMAIL);

        assertThat(owner()).isEqualTo("human");
    }

    @ParameterizedTest
    @CsvSource({"null, dial, transferring", "{}, voicemail, unanswered"})
    void bringsTheNextCallToTheHumanWhoOwnsTheConversation(String hours, String then, String outcome) {
        begin("voicemail", "agent", hours);
        world.database().update("update omni_conversations set owner = 'human' where tenant_id = ?", tenant.id());

        CallAnswer answer = call();

        assertThat(answer.decision().wireName()).isEqualTo(then);
        assertThat(answer.closed()).isEqualTo(hours.equals("{}"));
        assertThat(world.storedCall(sid)).containsEntry("outcome", outcome).containsEntry("status", "in-progress");
        assertThat(owner()).isEqualTo("human");
        assertThat(told()).containsExactly("handoff");
    }

    @Test
    void answersWhatWasWrittenWhileTheTelephoneRang() {
        begin("agent", "agent", "null");
        handOff();
        world.database()
                .update(
                        "with c as (update omni_conversations set last_seq = last_seq + 1 where tenant_id = ? returning *)"
                                + " insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content)"
                                + " select tenant_id, gen_random_uuid(), id, last_seq, 'sms', 'inbound', 'customer', 'Allô ?' from c",
                        tenant.id());

        dialled("no-answer", "in-progress");

        assertThat(world.database()
                        .queryForObject("select count(*) from omni_lanes where tenant_id = ?", Long.class, tenant.id()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"mon\":[[\"09:00\",\"18:00\"]]}', 2026-01-05T09:00, true",
        "'{\"mon\":[[\"09:00\",\"18:00\"]]}', 2026-01-05T08:59, false",
        "'{\"mon\":[[\"09:00\",\"18:00\"]]}', 2026-01-05T18:00, false",
        "'{\"mon\":[[\"22:00\",\"02:00\"]]}', 2026-01-06T01:59, true",
        "'{\"mon\":[[\"22:00\",\"02:00\"]]}', 2026-01-06T02:00, false",
        "'{\"sun\":[[\"00:00\",\"24:00\"]]}', 2026-01-04T23:59, true",
        "'{\"sun\":[[\"00:00\",\"24:00\"]]}', 2026-01-05T00:00, false",
        "'{}', 2026-01-05T12:00, false",
        "'null', 2026-01-05T12:00, true"
    })
    void knowsWhenABusinessIsOpen(String hours, String local, boolean open) {
        assertThat(world.database()
                        .queryForObject(
                                "select omni_is_open(jsonb_build_object('time_zone', 'Europe/Paris', 'opening_hours', ?::jsonb),"
                                        + " ?::timestamp at time zone 'Europe/Paris')",
                                Boolean.class,
                                hours,
                                local))
                .isEqualTo(open);
    }

    @Test
    void leavesACallToTheHumanWhoTookOverInTheMomentInWhichItCame() {
        begin("agent", "agent", "null");
        String ticket = world.storedCall(sid).get("ticket").toString();
        world.database().update("update omni_conversations set owner = 'human' where tenant_id = ?", tenant.id());

        assertThat(sessions.bind(ticket, "AC1", sid, "VX1")).isEmpty();
        assertThat(calls.accept(step("", "in-progress", "VX1", "", false, "failed", ""))
                        .orElseThrow()
                        .decision())
                .isEqualTo(Decision.DIAL);
        assertThat(dialled("no-answer", "in-progress")).isEqualTo(Decision.VOICEMAIL);
        assertThat(owner()).isEqualTo("human");
    }

    @ParameterizedTest
    @CsvSource({
        "voicemail, voicemail,     human, handoff",
        "callback,  callback,      human, handoff callback",
        "text,      unanswered,    agent, ''",
        "agent,     back_to_agent, agent, ''"
    })
    void takesAMessageForAHumanWhoIsToldButHasNoNumber(String unanswered, String then, String owner, String told) {
        begin(unanswered, "agent", "null", Humans.whoAreTold(), null);

        assertThat(handOff().wireName()).isEqualTo(then);

        assertThat(owner()).isEqualTo(owner);
        assertThat(String.join(" ", told())).isEqualTo(told);
    }

    @Test
    void reachesNobodyWithoutANumberAndWithoutAWay() {
        begin("voicemail", "agent", "null", Humans.atTheirNumber(), null);

        assertThat(handOff()).isEqualTo(Decision.NOBODY_REACHABLE);
    }

    private void begin(String unanswered, String afterTransfer, String openingHours) {
        begin(unanswered, afterTransfer, openingHours, Humans.atTheirNumber(), NUMBER);
    }

    private void begin(String unanswered, String afterTransfer, String openingHours, Humans humans, String number) {
        try {
            calls = new CallIntake(
                    intake,
                    json,
                    new StoredSettings(json),
                    occasions,
                    new HandOffSettings(unanswered, "", afterTransfer, Duration.ofSeconds(60), false),
                    humans);
            var hours = json.readTree(openingHours);
            tenant = world.tenant(
                    settings -> settings.put("transfer_number", number).set("opening_hours", hours));
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
        assertThat(call().decision()).isEqualTo(Decision.CONNECT);
    }

    private CallAnswer call() {
        sid = "CA" + UUID.randomUUID().toString().replace("-", "");
        return calls.accept(new IncomingCall(
                        sid + "/voice",
                        "AC1",
                        sid,
                        tenant.number(),
                        "",
                        CallerAddress.of("+33612345678", sid),
                        "",
                        "https://omni.example"))
                .orElseThrow();
    }

    private boolean announce() {
        var stored = world.storedCall(sid);
        return handOffs.announce(
                tenant.id(), (UUID) stored.get("conversation_id"), (UUID) stored.get("id"), "veut un humain");
    }

    private Decision handOff() {
        return calls.accept(step("", "in-progress", "VX1", "", false, "ended", "{\"reason\":\"veut un humain\"}"))
                .orElseThrow()
                .decision();
    }

    private Decision lost(String session, String caller) {
        return calls.accept(step("", caller, session, "", false, "failed", ""))
                .orElseThrow()
                .decision();
    }

    private Decision dialled(String status, String caller) {
        return step("dial", caller, "", status, false);
    }

    private Decision step(String step, String caller, String session, String dialled, boolean recorded) {
        String data = step.isEmpty() && caller.equals("in-progress") ? "{\"reason\":\"encore\"}" : "";
        return calls.accept(step(step, caller, session, dialled, recorded, "ended", data))
                .orElseThrow()
                .decision();
    }

    private CallStep step(
            String step,
            String caller,
            String session,
            String dialled,
            boolean recorded,
            String sessionStatus,
            String handoffData) {
        return new CallStep(
                String.join("/", sid, "connected", step, session),
                "AC1",
                sid,
                step,
                caller,
                step.isEmpty() ? sessionStatus : "",
                !handoffData.isEmpty(),
                handoffData,
                dialled,
                recorded,
                "https://omni.example");
    }

    private String owner() {
        return one("select owner from omni_conversations where tenant_id = ?", String.class);
    }

    private long openHandOffs() {
        return one("select count(*) from omni_handoffs where tenant_id = ? and status <> 'ended'", Long.class);
    }

    private List<String> told() {
        return world.database()
                .queryForList(
                        "select occasion from omni_briefings where tenant_id = ? and way = 'note' order by created_at, occasion desc",
                        String.class,
                        tenant.id());
    }

    private <T> T one(String sql, Class<T> type) {
        return Optional.ofNullable(world.database().queryForObject(sql, type, tenant.id()))
                .orElseThrow();
    }
}
