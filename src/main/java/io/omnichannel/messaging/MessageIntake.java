package io.omnichannel.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes in what customers write: one statement a message, on disk when it returns. Thread-safe. */
@Component
public class MessageIntake {

    private final JdbcClient intake;
    private final String defaultSettings;
    private final String acceptMessage = SqlFile.load("accept-message");

    MessageIntake(@Qualifier("intakeJdbc") JdbcClient intake, ObjectMapper json) throws JsonProcessingException {
        this.intake = intake;
        this.defaultSettings = json.writeValueAsString(AgentDefaults.settings());
    }

    /** @return what became of it, or empty when the address is nobody's: then nothing was written */
    public Optional<AcceptedMessage> accept(IncomingMessage message) {
        return intake.sql(acceptMessage)
                .param("provider", message.provider())
                .param("key", message.key())
                .param("channel", message.channel().wireName())
                .param("account_sid", message.accountSid())
                .param("ours", message.ours().toArray(String[]::new))
                .param("sender_kind", message.sender().kind())
                .param("sender", message.sender().value())
                .param("other_kind", message.alsoKnownAs().kind())
                .param("other_sender", message.alsoKnownAs().value())
                .param("sender_name", storable(message.senderName()))
                .param("content", storable(message.content()))
                .param("details", storable(message.details()))
                .param("keyword", message.keyword())
                .param("consent_ours", message.ours().getFirst())
                .param("answerable", message.answerable())
                .param("debounce_seconds", message.debounce().toMillis() / 1000.0)
                .param("default_settings", defaultSettings)
                .param("address_id", Uuid7.next())
                .param("other_address_id", Uuid7.next())
                .param("contact_id", Uuid7.next())
                .param("conversation_id", Uuid7.next())
                .param("message_id", Uuid7.next())
                .param("consent_id", Uuid7.next())
                .query((row, number) -> new AcceptedMessage(
                        row.getString("tenant_id"),
                        row.getBoolean("first"),
                        row.getObject("conversation_id", UUID.class),
                        row.getLong("seq"),
                        row.getBoolean("lane_ready")))
                .optional();
    }

    // PostgreSQL's text holds every character but this one; in JSON it is written as an escape.
    private static String storable(String text) {
        return text.replace("\0", "").replace("\\u0000", "");
    }
}
