package io.omnichannel.sentiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The customers' moods in PostgreSQL: taken by one node at a time, written only by whoever holds the fence. */
@Component
class Moods {

    /** How far back a conversation is read that was never read before, in entries of its timeline. */
    private static final int LOOK_BACK = 50;

    private static final int MOST_AT_ONCE = 20;
    private static final int MOST_ATTEMPTS = 10;

    /** So long the words belong to the node that took them in. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final JdbcClient intake;
    private final TenantSql database;
    private final ObjectMapper json;
    private final SentimentSettings settings;
    private final Duration lease;
    private final String moodyTenants = SqlFile.load("moody-tenants");
    private final String takeWords = SqlFile.load("take-words");
    private final String followWords = SqlFile.load("follow-words");
    private final String claimMoods = SqlFile.load("claim-moods");
    private final String readMood = SqlFile.load("read-mood");
    private final String recordMood = SqlFile.load("record-mood");
    private final String noteStrain = SqlFile.load("note-strain");
    private final String finishMood = SqlFile.load("finish-mood");

    Moods(
            @Qualifier("intakeJdbc") JdbcClient intake,
            TenantSql database,
            ObjectMapper json,
            SentimentSettings settings,
            MessagingSettings messaging) {
        this.intake = intake;
        this.database = database;
        this.json = json;
        this.settings = settings;
        this.lease = messaging.lease();
    }

    /** A conversation in which a customer has just said something. */
    record Said(String tenant, UUID conversation) {}

    /** The tenants whose customers are read. */
    Set<String> tenants() {
        return Set.copyOf(intake.sql(moodyTenants).query(String.class).list());
    }

    /** Takes conversations by what was just said in them; those that are being read now are read again later. */
    List<MoodClaim> take(Collection<Said> said) {
        return intake
                .sql(takeWords)
                .param("tenants", said.stream().map(Said::tenant).toArray(String[]::new))
                .param(
                        "conversations",
                        said.stream()
                                .map(each -> each.conversation().toString())
                                .toArray(String[]::new))
                .param("look_back", LOOK_BACK)
                .param("lease_seconds", lease.toSeconds())
                .query((row, number) -> row.getBoolean("taken") ? Optional.of(claim(row)) : Optional.<MoodClaim>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Finds words that nobody reads. @param window how far back it looks */
    void follow(Duration window) {
        intake.sql(followWords)
                .param("window_seconds", (double) window.toSeconds())
                .param("moment_seconds", (double) MOMENT.toSeconds())
                .param("look_back", LOOK_BACK)
                .update();
    }

    List<MoodClaim> claim(int most) {
        return intake.sql(claimMoods)
                .param("most", most)
                .param("most_attempts", MOST_ATTEMPTS)
                .param("lease_seconds", lease.toSeconds())
                .query((row, number) -> claim(row))
                .list();
    }

    /** Empty when the lease was lost, or the tenant no longer wants it. */
    Optional<MoodView> read(MoodClaim claim) {
        Map<String, Object> parameters = parameters(claim);
        parameters.put("most", MOST_AT_ONCE);
        parameters.put("window", settings.messages());
        return database.query(claim.tenant(), readMood, parameters, (row, number) -> view(row)).stream()
                .findFirst();
    }

    void record(MoodTask task) {
        List<Map<String, Object>> readings = new ArrayList<>();
        for (int i = 0; i < task.feelings().size(); i++) {
            Sentiment feeling = task.feelings().get(i);
            readings.add(Map.of(
                    "id", task.view().unread().get(i).id(),
                    "label", feeling.label().wireName(),
                    "score", rounded(feeling.score()),
                    "by", task.by()));
        }
        Map<String, Object> parameters = parameters(task.claim());
        parameters.put("readings", written(readings));
        parameters.put("label", task.feelings().getLast().label().wireName());
        parameters.put("trend", rounded(task.trend()));
        parameters.put("recovered", task.change() == MoodTask.Change.RECOVERED);
        database.update(task.claim().tenant(), recordMood, parameters);
    }

    /** @return false when it was noted before, or a human has the conversation */
    boolean noteStrain(MoodTask task, UUID message, String note) {
        Map<String, Object> parameters = parameters(task.claim());
        parameters.put("message", message);
        parameters.put("note", note);
        parameters.put("details", written(Map.of("type", "strained", "trend", rounded(task.trend()))));
        return database.update(task.claim().tenant(), noteStrain, parameters) > 0;
    }

    /** @return whether there is more to read in this conversation */
    boolean finish(MoodTask task) {
        Map<String, Object> parameters = parameters(task.claim());
        List<Words> unread = task.view() == null ? List.of() : task.view().unread();
        parameters.put("read_seq", unread.isEmpty() ? 0L : unread.getLast().seq());
        parameters.put("more", unread.size() == MOST_AT_ONCE);
        return database.query(task.claim().tenant(), finishMood, parameters, (row, number) -> row.getBoolean("again"))
                .contains(true);
    }

    private static Map<String, Object> parameters(MoodClaim claim) {
        return new HashMap<>(
                Map.of("tenant", claim.tenant(), "conversation", claim.conversation(), "fence", claim.fence()));
    }

    private static MoodClaim claim(ResultSet row) throws SQLException {
        return new MoodClaim(
                row.getString("tenant_id"), row.getObject("conversation_id", UUID.class), row.getLong("fence"));
    }

    private MoodView view(ResultSet row) throws SQLException {
        try {
            AgentSettings tenant = json.readValue(row.getString("settings"), AgentSettings.class);
            String language = row.getString("language");
            return new MoodView(
                    row.getLong("read_seq"),
                    json.readValue(row.getString("unread"), new TypeReference<List<Words>>() {}),
                    json.readValue(row.getString("earlier"), new TypeReference<List<Double>>() {}),
                    row.getBoolean("strained"),
                    Locale.forLanguageTag(language == null ? tenant.voiceLanguage() : language),
                    tenant);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored conversation cannot be read", broken);
        }
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }
}
