package io.omnichannel.messaging.intake;

import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import io.omnichannel.twilio.TwilioApi;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Up to when each of our numbers has been looked through, in PostgreSQL. */
@Component
class Gaps {

    private final JdbcClient intake;
    private final TenantSql database;
    private final TwilioApi twilio;
    private final String claimGaps = SqlFile.load("claim-gaps");
    private final String hurryGaps = SqlFile.load("hurry-gaps");
    private final String missingEvents = SqlFile.load("missing-events");
    private final String closeGap = SqlFile.load("close-gap");

    Gaps(@Qualifier("intakeJdbc") JdbcClient intake, TenantSql database, TwilioApi twilio) {
        this.intake = intake;
        this.database = database;
        this.twilio = twilio;
    }

    /** Takes at most so many numbers whose turn it is. */
    List<Gap> claim(int most) {
        return intake.sql(claimGaps)
                .param("most", most)
                .param("account_sid", twilio.accountSid())
                .query((row, number) -> gap(row))
                .list();
    }

    /** It is these numbers' turn now. */
    void hurry(Collection<String> numbers) {
        hurry(false, numbers);
    }

    /** It is every number's turn now. */
    void hurryAll() {
        hurry(true, List.of());
    }

    private void hurry(boolean all, Collection<String> numbers) {
        intake.sql(hurryGaps)
                .param("all", all)
                .param("numbers", numbers.toArray(String[]::new))
                .update();
    }

    /** @return those of the messages that we do not have */
    Set<String> missing(Collection<String> sids) {
        return new HashSet<>(intake.sql(missingEvents)
                .param("keys", sids.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** @param until up to here nothing is missing any more */
    void close(Gap gap, Instant until, Duration again) {
        database.update(
                gap.tenant(),
                closeGap,
                Map.of(
                        "tenant", gap.tenant(),
                        "id", gap.mapping(),
                        "until", until.atOffset(ZoneOffset.UTC),
                        "lease_until", gap.leaseUntil(),
                        "again_seconds", again.toMillis() / 1000.0));
    }

    private static Gap gap(ResultSet row) throws SQLException {
        String[] channels = (String[]) row.getArray("channels").getArray();
        return new Gap(
                row.getString("tenant_id"),
                row.getObject("id", UUID.class),
                row.getString("phone_number"),
                Stream.of(channels).filter(channel -> !channel.equals("voice")).toList(),
                row.getObject("searched_until", OffsetDateTime.class).toInstant(),
                row.getObject("database_now", OffsetDateTime.class).toInstant(),
                row.getObject("lease_until", OffsetDateTime.class));
    }
}
