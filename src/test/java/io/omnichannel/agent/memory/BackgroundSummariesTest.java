package io.omnichannel.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.StoredSettings;
import io.omnichannel.agent.Summariser;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

class BackgroundSummariesTest {

    private static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json().build();
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HikariDataSource POOL = DATABASE.appPool();

    private final Identity whose = new Identity("t", Uuid7.next(), Uuid7.next());
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final BackgroundSummaries summaries = new BackgroundSummaries(
            TestDatabase.tenantSql(POOL), summariser(), new LiveConversations(), JSON, new StoredSettings(JSON));

    @AfterAll
    static void close() {
        POOL.close();
        DATABASE.close();
    }

    @BeforeEach
    void converse() {
        DATABASE.run("insert into omni_tenants values ('t') on conflict do nothing");
        DATABASE.run("insert into omni_contacts (tenant_id, id) values ('t', '" + whose.customer() + "')");
        DATABASE.run("insert into omni_conversations (tenant_id, id, contact_id, current_channel) values ('t', '"
                + whose.conversation() + "', '" + whose.customer() + "', 'sms')");
        lines(1, 80);
    }

    @AfterEach
    void stop() {
        summaries.stop();
    }

    @Test
    void makesWhatFailedWhenTheConversationIsLookedAtTheNextTime() {
        failures.set(1);
        summaries.seen(whose, 80);
        await().until(() -> asked.get() == 1);
        lines(81, 82);

        await().untilAsserted(() -> {
            summaries.seen(whose, 82);
            assertThat(upTo()).isEqualTo(42);
        });
    }

    @Test
    void looksAgainAsSoonAsAnotherIsDue() {
        // Before this node knew the conversation somebody had made one up to here.
        DATABASE.run("insert into omni_summaries (tenant_id, conversation_id, up_to_seq, content) values ('t', '"
                + whose.conversation() + "', 30, 'Earlier.')");
        summaries.seen(whose, 80);
        lines(81, 110);

        await().untilAsserted(() -> {
            summaries.seen(whose, 110);
            assertThat(upTo()).isEqualTo(70);
        });
        assertThat(asked).hasValue(1);
    }

    @Test
    void holdsNothingOfWhatWasHeldBack() {
        String parts =
                "update omni_messages set details = '{\"delivery\": {\"parts\": {\"a\": {\"status\": \"suppressed\"},"
                        + " \"b\": {\"status\": \"%s\"}}}}' where conversation_id = '" + whose.conversation()
                        + "' and seq = %d";
        DATABASE.run(parts.formatted("suppressed", 7));
        DATABASE.run(parts.formatted("delivered", 8));

        summaries.seen(whose, 80);

        await().untilAsserted(() -> assertThat(upTo()).isEqualTo(40));
        assertThat(told).hasSize(39).contains("Line 8").doesNotContain("Line 7");
    }

    private Summariser summariser() {
        return conversation -> {
            conversation.lines().forEach(line -> told.add(line.content()));
            asked.incrementAndGet();
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("away");
            }
            return conversation.lines().size() + " lines.";
        };
    }

    private void lines(int from, int to) {
        DATABASE.run("insert into omni_messages"
                + " (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content)"
                + " select 't', gen_random_uuid(), '" + whose.conversation() + "', n, 'sms', 'inbound', 'customer',"
                + " 'Line ' || n from generate_series(" + from + ", " + to + ") n");
        DATABASE.run("update omni_conversations set last_seq = " + to + " where id = '" + whose.conversation() + "'");
    }

    private long upTo() throws SQLException {
        try (Connection connection = DATABASE.connect();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select coalesce(max(up_to_seq), 0) from omni_summaries where conversation_id = '"
                                + whose.conversation() + "'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
