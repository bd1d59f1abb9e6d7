package io.omnichannel.messaging.intake;

import io.omnichannel.platform.SqlFile;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which addresses are some tenant's: asked before anything of a mail is kept. */
@Component
class Mailboxes {

    /**
     * Whose a mail is, as the route branches on it.
     *
     * @param ours those of its recipients that are a tenant's, in the envelope's order
     */
    public record Found(List<String> ours) {

        public Found {
            ours = List.copyOf(ours);
        }

        /** {@code take} or {@code pass}. */
        public String decision() {
            return ours.isEmpty() ? "pass" : "take";
        }
    }

    private final JdbcClient intake;
    private final String knownMailboxes = SqlFile.load("known-mailboxes");

    Mailboxes(@Qualifier("intakeJdbc") JdbcClient intake) {
        this.intake = intake;
    }

    Found among(List<String> recipients) {
        if (recipients.isEmpty()) {
            return new Found(List.of());
        }
        Set<String> known = intake.sql(knownMailboxes)
                .param("recipients", recipients.toArray(String[]::new))
                .query(String.class)
                .set();
        return new Found(recipients.stream().filter(known::contains).toList());
    }
}
