package io.omnichannel.messaging.intake;

import io.omnichannel.conversation.Uuid7;
import io.omnichannel.email.AttachmentStore.Content;
import io.omnichannel.platform.SqlFile;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Requests of SendGrid's that do not even say whom they are for: no tenant's, listed for administrators; the bytes are among
 * the attachments.
 */
@Component
public class UnreadableMails {

    private final JdbcClient intake;
    private final String keep = SqlFile.load("keep-unreadable-mail");
    private final String find = SqlFile.load("find-unreadable-mail");
    private final String settle = SqlFile.load("settle-unreadable-mail");

    /**
     * One of them.
     *
     * @param kind {@code mail} or {@code events}
     * @param contentType of the request, with its parameters
     */
    public record Kept(UUID id, String kind, Content content, String contentType) {}

    UnreadableMails(@Qualifier("intakeJdbc") JdbcClient intake) {
        this.intake = intake;
    }

    /** @return its id, which is the same when it comes again */
    UUID keep(String kind, Content content, String contentType) {
        return intake.sql(keep)
                .param("id", Uuid7.next())
                .param("kind", kind)
                .param("hash", content.sha256())
                .param("size", content.size())
                .param("content_type", contentType)
                .query((row, number) -> row.getObject("id", UUID.class))
                .single();
    }

    /** One about which nothing is decided yet. */
    public Optional<Kept> find(UUID id) {
        return intake.sql(find)
                .param("id", id)
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        new Content(row.getString("sha256"), row.getLong("size")),
                        row.getString("content_type")))
                .optional();
    }

    /** It has been read after all. */
    public void replayed(UUID id) {
        settle(id, "replayed");
    }

    /** Nothing more is to be done. */
    public void discarded(UUID id) {
        settle(id, "discarded");
    }

    private void settle(UUID id, String status) {
        intake.sql(settle)
                .param("id", id)
                .param("status", status)
                .query((row, number) -> id)
                .optional();
    }
}
