package io.omnichannel.messaging.intake;

import io.omnichannel.email.AttachmentStore;
import io.omnichannel.platform.FailureKinds;
import io.omnichannel.platform.SqlFile;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes the files of {@link UnreadableMails} once somebody has decided about them; first it is decided, then they go. */
@Component
public class UnreadableMailFiles {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableMailFiles.class);

    private final JdbcClient intake;
    private final AttachmentStore store;
    private final String needless = SqlFile.load("needless-unreadable-mails");

    UnreadableMailFiles(@Qualifier("intakeJdbc") JdbcClient intake, AttachmentStore store) {
        this.intake = intake;
        this.store = store;
    }

    /**
     * The file of one about which it is decided; a message that keeps the same keeps it.
     *
     * @return false when it is in another node's data directory
     */
    public boolean remove(UUID id) throws IOException {
        boolean here = true;
        for (String name : needless(id)) {
            here = store.remove(name);
        }
        return here;
    }

    /** What was decided at another node, or just before this one was killed. */
    @EventListener(ApplicationReadyEvent.class)
    public void sweep() {
        try {
            for (String name : needless(null)) {
                store.remove(name);
            }
        } catch (DataAccessException | IOException failed) {
            LOG.warn(
                    "Files of unreadable mails that nobody needs stay until the next start: {}",
                    FailureKinds.of(failed));
        }
    }

    /** @param id of one, or null for all */
    private List<String> needless(UUID id) {
        return intake.sql(needless).param("id", id).query(String.class).list();
    }
}
