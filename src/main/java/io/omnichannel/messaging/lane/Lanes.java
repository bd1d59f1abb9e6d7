package io.omnichannel.messaging.lane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.Mood;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.agent.memory.StoredMemory;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.StoredMessage;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lanes in PostgreSQL: claimed by one node at a time, finished only by whoever holds the fence. */
@Component
class Lanes {

    private static final int HISTORY_LINES = 100;

    private final JdbcClient intake;
    private final TenantSql database;
    private final ObjectReader messages;
    private final StoredMemory memory;
    private final MessagingSettings settings;
    private final StoredSettings storedSettings;
    private final String claimLanes = SqlFile.load("claim-lanes");
    private final String readLane = SqlFile.load("read-lane");
    private final String recordReply = SqlFile.load("record-reply");
    private final String finishLane = SqlFile.load("finish-lane");
    private final String putLaneOff = SqlFile.load("put-lane-off");

    Lanes(
            @Qualifier("intakeJdbc") JdbcClient intake,
            TenantSql database,
            ObjectMapper json,
            StoredSettings storedSettings,
            StoredMemory memory,
            MessagingSettings settings) {
        this.intake = intake;
        this.database = database;
        this.messages = json.readerForListOf(StoredMessage.class);
        this.memory = memory;
        this.settings = settings;
        this.storedSettings = storedSettings;
    }

    /**
     * Takes conversations that wait for an answer, fairly across tenants.
     *
     * @param most at most so many
     * @param ofOne and of one tenant as many as make so many with those that this node answers
     * @param busy how many this node answers, by tenant
     */
    List<Lane> claim(int most, int ofOne, Map<String, Integer> busy) {
        Map<String, Integer> ours = new TreeMap<>(busy);
        return intake.sql(claimLanes)
                .param("most", most)
                .param("of_one", ofOne)
                .param("busy_tenants", ours.keySet().toArray(String[]::new))
                .param("busy_hands", ours.values().toArray(Integer[]::new))
                .param("lease_seconds", settings.lease().toSeconds())
                .query((row, number) -> new Lane(
                        row.getString("tenant_id"),
                        row.getObject("conversation_id", UUID.class),
                        row.getLong("fence"),
                        row.getLong("answered_seq"),
                        row.getInt("failures")))
                .list();
    }

    LaneView read(Lane lane) {
        Map<String, Object> parameters = Map.of(
                "tenant",
                lane.tenant(),
                "conversation",
                lane.conversation(),
                "default_settings",
                storedSettings.defaults(),
                "answered_seq",
                lane.answeredSeq(),
                "history_lines",
                HISTORY_LINES);
        return database.query(lane.tenant(), readLane, parameters, (row, number) -> view(lane, row))
                .getFirst();
    }

    /** What became of an answer. */
    enum Recorded {
        WRITTEN,
        /** By an earlier try, whose answer was lost. */
        BEFORE,
        /** Not, for it took longer than the lease, or the conversation was merged or closed. */
        LOST,
        /** Not yet, for in a call the customer is being told of a human at this moment. */
        TELLING,
        /** Not, for a human has taken over. */
        HUMAN
    }

    Recorded record(LaneReply reply) {
        Lane lane = reply.lane();
        return database.query(
                        lane.tenant(),
                        recordReply,
                        reply.parameters(settings.validity()),
                        (row, number) ->
                                Recorded.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)))
                .getFirst();
    }

    /** Ends the lease without an answer. */
    void finish(Lane lane, long answeredSeq) {
        database.update(
                lane.tenant(),
                finishLane,
                Map.of(
                        "tenant", lane.tenant(),
                        "conversation", lane.conversation(),
                        "fence", lane.fence(),
                        "answered_seq", answeredSeq));
    }

    /** Ends the lease until later; nothing where it was lost meanwhile. */
    void putOff(LanePause pause) {
        Lane lane = pause.lane();
        database.update(
                lane.tenant(),
                putLaneOff,
                Map.of(
                        "tenant", lane.tenant(),
                        "conversation", lane.conversation(),
                        "fence", lane.fence(),
                        "seconds", pause.time().toMillis() / 1000.0));
    }

    private LaneView view(Lane lane, ResultSet row) throws SQLException {
        try {
            AgentSettings configured = storedSettings.read(row.getString("settings"));
            return new LaneView(
                    lane,
                    new Identity(lane.tenant(), lane.conversation(), row.getObject("contact_id", UUID.class)),
                    row.getString("owner"),
                    row.getString("language"),
                    row.getBoolean("address_asked"),
                    row.getObject("database_now", OffsetDateTime.class).toInstant(),
                    configured,
                    messages.readValue(row.getString("messages")),
                    Mood.of(configured, row.getBoolean("strained")),
                    memory.read(row));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored conversation cannot be read", broken);
        }
    }
}
