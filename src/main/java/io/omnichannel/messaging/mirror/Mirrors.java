package io.omnichannel.messaging.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far conversations are copied, in PostgreSQL. Reads the story and writes into nothing of it but the copy's SID. */
@Component
class Mirrors {

    private final JdbcClient intake;
    private final TenantSql database;
    private final ObjectMapper json;
    private final Duration lease;
    private final String followConversations = SqlFile.load("follow-conversations");
    private final String mirrorAge = SqlFile.load("mirror-age");
    private final String claimMirrors = SqlFile.load("claim-mirrors");
    private final String readMirror = SqlFile.load("read-mirror");
    private final String recordMirrored = SqlFile.load("record-mirrored");
    private final String finishMirror = SqlFile.load("finish-mirror");

    Mirrors(
            @Qualifier("intakeJdbc") JdbcClient intake,
            TenantSql database,
            ObjectMapper json,
            MessagingSettings settings) {
        this.intake = intake;
        this.database = database;
        this.json = json;
        this.lease = settings.lease();
    }

    /**
     * What one step has done.
     *
     * @param sid of the copy just made or found, else empty
     * @param seq up to here everything is copied, 0 when the step copied nothing
     * @param participants how many the copy has now, 0 when the step added none
     * @param state of the copy
     * @param trouble what was passed over and why, or empty
     */
    record Progress(String sid, long seq, int participants, String state, String trouble) {}

    /** How far a look must go back after a start, for what came while nobody looked. */
    Duration age() {
        return Duration.ofSeconds(intake.sql(mirrorAge).query(Long.class).single());
    }

    /** Notes which conversations have something new. @param window how far back it looks */
    void follow(Duration window) {
        intake.sql(followConversations)
                .param("window_seconds", (double) window.toSeconds())
                .update();
    }

    List<MirrorClaim> claim(int most) {
        return intake.sql(claimMirrors)
                .param("most", most)
                .param("lease_seconds", lease.toSeconds())
                .query((row, number) -> new MirrorClaim(
                        row.getString("tenant_id"),
                        row.getObject("conversation_id", UUID.class),
                        row.getLong("fence"),
                        row.getInt("attempts"),
                        row.getBoolean("unsure")))
                .list();
    }

    /** Empty when the lease was lost. */
    Optional<MirrorView> read(MirrorClaim claim) {
        return database.query(claim.tenant(), readMirror, parameters(claim), (row, number) -> view(row)).stream()
                .findFirst();
    }

    /** @return false when the lease was lost */
    boolean record(MirrorClaim claim, Progress progress) {
        Map<String, Object> parameters = parameters(claim);
        parameters.put("sid", progress.sid());
        parameters.put("seq", progress.seq());
        parameters.put("participants", progress.participants());
        parameters.put("state", progress.state());
        parameters.put("trouble", progress.trouble().isEmpty() ? null : progress.trouble());
        parameters.put("lease_seconds", (int) lease.toSeconds());
        return database.query(claim.tenant(), recordMirrored, parameters, (row, number) -> row.getBoolean("ours"))
                .getFirst();
    }

    /** Nothing is left, for now. */
    void finish(MirrorClaim claim) {
        finish(claim, false, -1, "");
    }

    /** There is more, later. @param unsure whether Twilio may have the next message */
    void again(MirrorClaim claim, boolean unsure, Duration later, String trouble) {
        finish(claim, unsure, (int) later.toMillis(), trouble);
    }

    private void finish(MirrorClaim claim, boolean unsure, int retryMillis, String trouble) {
        Map<String, Object> parameters = parameters(claim);
        parameters.put("unsure", unsure);
        parameters.put("retry_millis", retryMillis);
        parameters.put("trouble", trouble.isEmpty() ? null : trouble);
        database.update(claim.tenant(), finishMirror, parameters);
    }

    private static Map<String, Object> parameters(MirrorClaim claim) {
        return new HashMap<>(
                Map.of("tenant", claim.tenant(), "conversation", claim.conversation(), "fence", claim.fence()));
    }

    private MirrorView view(ResultSet row) throws SQLException {
        try {
            return new MirrorView(
                    Objects.requireNonNullElse(row.getString("conversation_sid"), ""),
                    row.getBoolean("closed"),
                    row.getInt("participants"),
                    row.getObject("contact_id", UUID.class),
                    Objects.requireNonNullElse(row.getString("name"), ""),
                    json.readTree(row.getString("addresses")),
                    row.getObject("message_id") == null
                            ? Optional.empty()
                            : Optional.of(new MirrorView.Next(message(row), row.getBoolean("settled"))));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored conversation cannot be read", broken);
        }
    }

    private MirroredMessage message(ResultSet row) throws SQLException, JsonProcessingException {
        return new MirroredMessage(
                row.getObject("message_id", UUID.class),
                row.getLong("seq"),
                SenderRole.of(row.getString("sender_role")),
                row.getString("channel"),
                row.getString("direction"),
                row.getString("content"),
                json.readTree(row.getString("details")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
