package io.omnichannel.messaging.operator;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.lane.LaneWorker;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who answers a conversation, the agent or a human, and whether it is over: each change one statement. Thread-safe. */
@Component
public class Ownership {

    /** What became of a change. One that is already as wished changes nothing, and is done. */
    public enum Outcome {
        DONE,
        CLOSED,
        /** A call is speaking in the conversation. */
        SPOKEN
    }

    private final TenantSql database;
    private final LaneWorker lanes;
    private final StoredSettings storedSettings;
    private final String takeover = SqlFile.load("operator-takeover");
    private final String release = SqlFile.load("operator-release");
    private final String close = SqlFile.load("operator-close");

    private record Changed(Outcome outcome, boolean laneReady) {}

    Ownership(TenantSql database, LaneWorker lanes, StoredSettings storedSettings) {
        this.database = database;
        this.lanes = lanes;
        this.storedSettings = storedSettings;
    }

    /** A human owns it; @return empty when there is no such conversation */
    public Optional<Outcome> takeOver(String tenant, UUID conversation, String note) {
        return change(takeover, asked(tenant, conversation, Phrase.TAKEOVER_NOTE, note));
    }

    /** The agent owns it, and answers what is unanswered; @return empty when there is no such conversation */
    public Optional<Outcome> release(String tenant, UUID conversation, String note) {
        Map<String, Object> asked = asked(tenant, conversation, Phrase.RELEASE_NOTE, note);
        asked.put("default_settings", storedSettings.defaults());
        return change(release, asked);
    }

    /** It is over; @return empty when there is no such conversation */
    public Optional<Outcome> close(String tenant, UUID conversation, String note) {
        return change(close, asked(tenant, conversation, Phrase.CLOSE_NOTE, note));
    }

    private static Map<String, Object> asked(String tenant, UUID conversation, Phrase phrase, String note) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenant);
        parameters.put("conversation", conversation);
        parameters.put("note_id", Uuid7.next());
        parameters.put("note_fr", said(Locale.FRENCH, phrase, note));
        parameters.put("note_en", said(Locale.ENGLISH, phrase, note));
        return parameters;
    }

    private Optional<Outcome> change(String statement, Map<String, Object> asked) {
        Optional<Changed> changed =
                database.query((String) asked.get("tenant"), statement, asked, (row, number) -> changed(row)).stream()
                        .findFirst();
        if (changed.filter(Changed::laneReady).isPresent()) {
            lanes.readyIn(Duration.ZERO);
        }
        return changed.map(Changed::outcome);
    }

    private static String said(Locale language, Phrase phrase, String note) {
        return (Phrases.in(language).text(phrase) + " " + note).strip();
    }

    private static Changed changed(ResultSet row) throws SQLException {
        Outcome outcome =
                row.getBoolean("closed") ? Outcome.CLOSED : row.getBoolean("spoken") ? Outcome.SPOKEN : Outcome.DONE;
        return new Changed(outcome, row.getBoolean("lane_ready"));
    }
}
