package io.omnichannel.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.Mood;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.agent.memory.StoredMemory;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.WrittenLine;
import io.omnichannel.platform.SqlFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Binds relay sessions to calls by their one-time tickets, on any node. */
@Component
public class CallSessions {

    private static final int HISTORY_LINES = 100;

    private final JdbcClient intake;
    private final ObjectMapper json;
    private final StoredSettings storedSettings;
    private final StoredMemory memory;
    private final String bindSession = SqlFile.load("bind-session");

    CallSessions(
            @Qualifier("intakeJdbc") JdbcClient intake,
            ObjectMapper json,
            StoredSettings storedSettings,
            StoredMemory memory) {
        this.intake = intake;
        this.json = json;
        this.storedSettings = storedSettings;
        this.memory = memory;
    }

    /** @return the call this session continues, or empty when the ticket is wrong, used, too old or another call's */
    public Optional<BoundCall> bind(String ticket, String accountSid, String callSid, String sessionId) {
        return intake.sql(bindSession)
                .param("ticket", ticket)
                .param("account_sid", accountSid)
                .param("call_sid", callSid)
                .param("session_id", sessionId)
                .param("history_lines", HISTORY_LINES)
                .query((row, number) -> read(row))
                .optional();
    }

    private BoundCall read(ResultSet row) throws SQLException {
        try {
            AgentSettings configured = storedSettings.read(row.getString("settings"));
            return new BoundCall(
                    new Identity(
                            row.getString("tenant_id"),
                            row.getObject("conversation_id", UUID.class),
                            row.getObject("contact_id", UUID.class)),
                    row.getObject("id", UUID.class),
                    configured,
                    row.getInt("resumes"),
                    row.getString("opening") == null ? "" : row.getString("opening"),
                    row.getInt("elapsed_seconds"),
                    json.readValue(row.getString("history"), new TypeReference<List<Line>>() {}),
                    row.getLong("last_seq"),
                    json.readValue(row.getString("unanswered"), new TypeReference<List<WrittenLine>>() {}),
                    Mood.of(configured, row.getBoolean("strained")),
                    memory.read(row));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored call cannot be read", broken);
        }
    }
}
