package io.omnichannel.messaging.briefing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.agent.memory.StoredMemory;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.briefing.BriefingFacts.Entry;
import io.omnichannel.messaging.briefing.BriefingFacts.Said;
import io.omnichannel.messaging.outbox.OutboxRow;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hand-offs and briefings in PostgreSQL: claimed by one node at a time, each change one statement. */
@Component
class Briefings {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int HISTORY_LINES = 20;

    private final JdbcClient intake;
    private final TenantSql database;
    private final ObjectMapper json;
    private final StoredMemory memory;
    private final BriefingSettings settings;
    private final StoredSettings storedSettings;
    private final String announce = SqlFile.load("announce-handoff");
    private final String claim = SqlFile.load("claim-briefings");
    private final String read = SqlFile.load("read-briefing");
    private final String note = SqlFile.load("note-briefing");
    private final String send = SqlFile.load("send-briefing");
    private final String finish = SqlFile.load("finish-briefing");

    Briefings(
            @Qualifier("intakeJdbc") JdbcClient intake,
            TenantSql database,
            ObjectMapper json,
            StoredSettings storedSettings,
            StoredMemory memory,
            BriefingSettings settings) {
        this.intake = intake;
        this.database = database;
        this.json = json;
        this.memory = memory;
        this.settings = settings;
        this.storedSettings = storedSettings;
    }

    /** @return whether nobody has told the customer yet */
    boolean announce(String tenant, UUID conversation, UUID call, String reason) {
        Map<String, Object> parameters = Map.of(
                "tenant", tenant,
                "id", Uuid7.next(),
                "conversation", conversation,
                "call", call,
                "reason", reason.replace("\0", ""));
        return !database.query(tenant, announce, parameters, (row, number) -> true)
                .isEmpty();
    }

    List<BriefingTask> claim(int most) {
        return intake.sql(claim)
                .param("most", most)
                .param("lease_seconds", LEASE.toSeconds())
                .param("validity_seconds", settings.validity().toSeconds())
                .query((row, number) -> new BriefingTask(
                        row.getString("tenant_id"),
                        row.getObject("id", UUID.class),
                        row.getLong("fence"),
                        row.getObject("conversation_id", UUID.class),
                        row.getObject("source", UUID.class),
                        row.getString("occasion"),
                        row.getString("way"),
                        row.getInt("attempts"),
                        row.getBoolean("expired")))
                .list();
    }

    BriefingFacts read(BriefingTask task) {
        Map<String, Object> parameters = new HashMap<>(key(task));
        parameters.put("source", task.source());
        parameters.put("lines", HISTORY_LINES);
        parameters.put("default_settings", storedSettings.defaults());
        return database.query(task.tenant(), read, parameters, (row, number) -> facts(task, row))
                .getFirst();
    }

    /** The timeline says it, and the ways that are set are due; nothing when somebody else has done it meanwhile. */
    void note(BriefingTask task, Briefing briefing) {
        Map<String, Object> parameters = new HashMap<>(key(task));
        parameters.put("message", Uuid7.next());
        parameters.put("content", briefing.note());
        parameters.put("details", json(briefing.details()));
        parameters.put("source", task.source());
        parameters.put("occasion", task.occasion());
        parameters.put("ways", settings.ways().toArray(String[]::new));
        parameters.put(
                "way_ids",
                settings.ways().stream().map(way -> Uuid7.next().toString()).toArray(String[]::new));
        database.update(task.tenant(), note, parameters);
    }

    /**
     * Into the outbox.
     *
     * @param to where it goes; empty for the tenant's transfer number
     */
    void send(BriefingTask task, String to, List<OutboxRow> parts, Duration validity) {
        Map<String, Object> parameters = new HashMap<>(key(task));
        parameters.put("channel", task.way());
        parameters.put("to", to);
        parameters.put("parts", json(parts));
        parameters.put("default_settings", storedSettings.defaults());
        parameters.put("valid_seconds", (int) validity.toSeconds());
        database.update(task.tenant(), send, parameters);
    }

    /** @param status {@code done}, {@code dead}, or {@code waiting} for another try */
    void finish(BriefingTask task, String status, String reason, Duration again) {
        Map<String, Object> parameters = new HashMap<>(key(task));
        parameters.put("status", status);
        parameters.put("reason", reason);
        parameters.put("way", task.way());
        parameters.put("seconds", (int) again.toSeconds());
        database.update(task.tenant(), finish, parameters);
    }

    String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers are always JSON", impossible);
        }
    }

    private static Map<String, Object> key(BriefingTask task) {
        return Map.of(
                "tenant", task.tenant(), "id", task.id(), "fence", task.fence(), "conversation", task.conversation());
    }

    private BriefingFacts facts(BriefingTask task, ResultSet row) throws SQLException {
        Array channels = row.getArray("channels");
        OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
        try {
            return new BriefingFacts(
                    storedSettings.read(row.getString("settings")),
                    tree(row.getString("customer")),
                    row.getString("reason"),
                    row.getString("sentiment"),
                    new Said(
                            row.getLong("said"),
                            since == null ? Instant.EPOCH : since.toInstant(),
                            channels == null ? List.of() : List.of((String[]) channels.getArray())),
                    memory.read(row),
                    tree(row.getString("recording")),
                    json.readValue(row.getString("lines"), new TypeReference<List<Entry>>() {}));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored conversation cannot be read", broken);
        }
    }

    private JsonNode tree(String stored) throws JsonProcessingException {
        return json.readTree(stored == null ? "{}" : stored);
    }
}
