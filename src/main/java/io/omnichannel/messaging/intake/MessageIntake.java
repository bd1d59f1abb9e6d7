package io.omnichannel.messaging.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.intake.IncomingMessage.Address;
import io.omnichannel.platform.SqlFile;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes in what customers write: one statement a message, on disk when it returns. Thread-safe. */
@Component
public class MessageIntake {

    private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);

    /** The same character in JSON; behind an odd number of backslashes it is somebody's own six characters. */
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\{2})*)\\\\u0000");

    private static final int KEYWORD_WAITS = 6;
    private static final int DEADLOCKS = 3;

    /** The statement's time is up; the lock's is. */
    private static final Set<String> WAITED = Set.of("57014", "55P03");

    /** Somebody locked in another order; nothing was written, and the next try finds nobody in the way. */
    private static final String DEADLOCK = "40P01";

    private final JdbcClient intake;
    private final ObjectMapper json;
    private final StoredSettings storedSettings;
    private final String acceptMessage = SqlFile.load("accept-message");

    MessageIntake(@Qualifier("intakeJdbc") JdbcClient intake, ObjectMapper json, StoredSettings storedSettings) {
        this.intake = intake;
        this.json = json;
        this.storedSettings = storedSettings;
    }

    /**
     * Takes a message in. One that says STOP waits for a message to the same customer that is on its way and keeps the
     * consent locked: longer than a statement may take, shorter than Twilio waits. One with something in it that cannot be
     * stored is kept raw and marked as unparsed: refused, it would come again and again.
     *
     * @return what became of it, or empty when the address is nobody's: then nothing was written
     */
    public Optional<AcceptedMessage> accept(IncomingMessage message) {
        int waits = message.keyword().isEmpty() ? 0 : KEYWORD_WAITS;
        int deadlocks = DEADLOCKS;
        while (true) {
            try {
                return tryToAccept(message);
            } catch (DataIntegrityViolationException unstorable) {
                LOG.warn("A message cannot be stored as it is and is kept raw: {}", sqlState(unstorable));
                return tryToAccept(message.raw(raw(message)));
            } catch (DataAccessException refused) {
                if (sqlState(refused).equals(DEADLOCK) && deadlocks-- > 0) {
                    continue;
                }
                if (waits-- == 0 || !isTiredOfWaiting(refused)) {
                    throw refused;
                }
            }
        }
    }

    private static boolean isTiredOfWaiting(DataAccessException refused) {
        return WAITED.contains(sqlState(refused));
    }

    private static String sqlState(DataAccessException refused) {
        return refused.getMostSpecificCause() instanceof SQLException error && error.getSQLState() != null
                ? error.getSQLState()
                : "";
    }

    /** Details in which nothing is left that a database could refuse. */
    private String raw(IncomingMessage message) {
        ObjectNode details = json.createObjectNode();
        details.put("from", message.sender().value())
                .put("from_kind", message.sender().kind())
                .put("to", message.ours().getFirst())
                .put("unparsed", "the database refused it")
                .put("content_base64", base64(message.content()))
                .put("details_base64", base64(message.details()));
        return details.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<AcceptedMessage> tryToAccept(IncomingMessage message) {
        // The number first: two events about the same customer lock in the same order.
        boolean numberIsOther = message.alsoKnownAs().exists()
                && message.alsoKnownAs().kind().equals("phone")
                && !message.sender().kind().equals("phone");
        Address sender = numberIsOther ? message.alsoKnownAs() : message.sender();
        Address other = numberIsOther ? message.sender() : message.alsoKnownAs();
        return intake.sql(acceptMessage)
                .param("provider", message.provider())
                .param("key", message.key())
                .param("channel", message.channel().wireName())
                .param("account_sid", message.accountSid())
                .param("ours", message.ours().toArray(String[]::new))
                .param("sender_kind", sender.kind())
                .param("sender", sender.value())
                .param("other_kind", other.kind())
                .param("other_sender", other.value())
                .param("sender_name", withoutNul(message.senderName()))
                .param("content", withoutNul(message.content()))
                .param("details", ESCAPED_NUL.matcher(message.details()).replaceAll("$1"))
                .param("keyword", message.keyword())
                .param("consent_ours", message.ours().getFirst())
                .param("answerable", message.answerable())
                .param("debounce_seconds", message.debounce().toMillis() / 1000.0)
                .param("default_settings", storedSettings.defaults())
                .param("address_id", Uuid7.next())
                .param("other_address_id", Uuid7.next())
                .param("contact_id", Uuid7.next())
                .param("conversation_id", Uuid7.next())
                .param("message_id", Uuid7.next())
                .param("consent_id", Uuid7.next())
                .param("other_consent_id", Uuid7.next())
                .param("suggestion_id", Uuid7.next())
                .query((row, number) -> new AcceptedMessage(
                        row.getString("tenant_id"),
                        row.getBoolean("first"),
                        row.getObject("conversation_id", UUID.class),
                        row.getLong("seq"),
                        row.getBoolean("lane_ready"),
                        row.getBoolean("unparsed"),
                        row.getBoolean("merge_wanted")))
                .optional();
    }

    // PostgreSQL's text holds every character but this one.
    private static String withoutNul(String text) {
        return text.replace("\0", "");
    }
}
