package io.omnichannel.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.SwitchOccasion;
import io.omnichannel.conversation.SwitchOccasions;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes in what happens to calls that we asked for: one statement an event, on disk when it returns. Thread-safe. */
@Component
class OutboundCalls {

    private final JdbcClient intake;
    private final ObjectMapper json;
    private final SwitchOccasions occasions;
    private final StoredSettings storedSettings;
    private final String acceptCall = SqlFile.load("accept-outbound-call");
    private final String acceptStatus = SqlFile.load("accept-outbound-status");

    /**
     * How a call stands.
     *
     * @param outbox what asked for the call
     * @param callStatus Twilio's word; empty where the event says only who answered
     * @param durationSeconds null while unknown
     * @param answeredBy {@code human}, {@code machine_…}, {@code fax}, {@code unknown}, or empty
     */
    record Status(
            String key,
            String outbox,
            String accountSid,
            String callSid,
            String callStatus,
            Integer durationSeconds,
            String answeredBy) {}

    OutboundCalls(
            @Qualifier("intakeJdbc") JdbcClient intake,
            ObjectMapper json,
            StoredSettings storedSettings,
            SwitchOccasions occasions) {
        this.intake = intake;
        this.json = json;
        this.occasions = occasions;
        this.storedSettings = storedSettings;
    }

    /** @return what to answer, or empty when nothing of ours asked for the call */
    Optional<CallAnswer> accept(IncomingCall call, String outbox) {
        return intake.sql(acceptCall)
                .param("key", call.key())
                .param("outbox", uuidOrEmpty(outbox))
                .param("account_sid", call.accountSid())
                .param("call_sid", call.callSid())
                .param("base_url", call.baseUrl())
                .param("ticket", CallIntake.newTicket())
                .param("ticket_seconds", CallIntake.TICKET_VALID.toSeconds())
                .param("default_settings", storedSettings.defaults())
                .param("call_id", Uuid7.next())
                .query((row, number) -> answer(row.getString("answer")))
                .optional();
    }

    /** @return what is to be done about a machine that has just answered */
    Optional<MachineAnswered> accept(Status status) {
        SwitchOccasion instead = occasions.unanswered();
        String known = CallIntake.isKnown(status.callStatus()) ? status.callStatus() : "in-progress";
        return intake.sql(acceptStatus)
                .param("key", status.key())
                .param("outbox", uuidOrEmpty(status.outbox()))
                .param("account_sid", status.accountSid())
                .param("call_sid", status.callSid())
                .param("call_status", known)
                .param("ended", CallIntake.hasEnded(known))
                .param("duration", status.durationSeconds())
                .param("answered_by", status.answeredBy())
                .param("default_settings", storedSettings.defaults())
                .param("call_id", Uuid7.next())
                .param("wish_id", Uuid7.next())
                .param("retry_seconds", retries())
                .param("fallback", instead.names())
                .param("fallback_seconds", instead.seconds())
                .param("machine", occasions.callMachine())
                .query((row, number) -> machine(row, status.callSid()))
                .optional();
    }

    // PostgreSQL reads an array from its text; the driver knows no array of Integer without a connection.
    private String retries() {
        return Arrays.toString(occasions.retrySeconds()).replace('[', '{').replace(']', '}');
    }

    private MachineAnswered machine(ResultSet row, String callSid) throws SQLException {
        return new MachineAnswered(
                callSid, row.getString("what").equals("message"), storedSettings.read(row.getString("settings")));
    }

    private CallAnswer answer(String stored) {
        try {
            return json.readValue(stored, CallAnswer.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored answer of an event cannot be read", broken);
        }
    }

    private static String uuidOrEmpty(String outbox) {
        return outbox.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? outbox : "";
    }
}
