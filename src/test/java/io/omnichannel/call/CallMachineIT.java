package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.SwitchOccasions;
import io.omnichannel.conversation.Uuid7;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A machine answers a call of ours: what is done is a setting, and done once. */
@ServerTest
class CallMachineIT {

    @Autowired
    World world;

    @Autowired
    ObjectMapper json;

    @Autowired
    CallIntake calls;

    @Autowired
    @Qualifier("intakeJdbc")
    JdbcClient intake;

    @ParameterizedTest
    @CsvSource({
        "message, machine_end_beep, leave a message, ''",
        "text,    machine_end_beep, hang up,         call_machine",
        "text,    fax,              hang up,         call_machine",
        "ignore,  machine_start,    talk on,         ''",
        "message, human,            talk on,         ''",
        "text,    unknown,          talk on,         ''"
    })
    void doesWhatIsSet(String set, String answeredBy, String done, String wish) throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        UUID outbox = callUnderWay(tenant);
        OutboundCalls outbound = new OutboundCalls(
                intake, json, new StoredSettings(json), new SwitchOccasions("", "", "0s sms", "", "", set));
        OutboundCalls.Status status = new OutboundCalls.Status(
                outbox + "/amd", outbox.toString(), "AC1", "CA" + outbox, "", null, answeredBy);

        Optional<MachineAnswered> first = outbound.accept(status);
        Optional<MachineAnswered> again = outbound.accept(status);

        assertThat(first.map(machine -> machine.leaveMessage() ? "leave a message" : "hang up")
                        .orElse("talk on"))
                .isEqualTo(done);
        assertThat(again).isEmpty();
        assertThat(world.database()
                        .queryForList(
                                "select reason from omni_switch_wishes where tenant_id = ?", String.class, tenant.id()))
                .isEqualTo(wish.isEmpty() ? List.of() : List.of(wish));
    }

    /** A customer who called, and a call back that Twilio has. */
    private UUID callUnderWay(Tenant tenant) {
        String sid = "CA" + UUID.randomUUID().toString().replace("-", "");
        calls.accept(new IncomingCall(
                sid + "/voice",
                "AC1",
                sid,
                tenant.number(),
                "",
                CallerAddress.of("+33612345679", sid),
                "",
                "https://omni.example"));
        UUID outbox = Uuid7.next();
        world.database()
                .update(
                        "with m as (insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role,"
                                + " content) select tenant_id, ?, id, 1, 'voice', 'outbound', 'system', '' from omni_conversations"
                                + " where tenant_id = ? returning *)"
                                + " insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs,"
                                + " payload, status, expires_at) select tenant_id, ?, conversation_id, id, 'voice', 'answer', ?,"
                                + " '+33612345679', '{}', 'sent', now() + interval '1 hour' from m",
                        Uuid7.next(),
                        tenant.id(),
                        outbox,
                        tenant.number());
        return outbox;
    }
}
