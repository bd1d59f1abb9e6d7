package io.omnichannel.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What leaves next, while nobody sends. */
class OutboxOrderTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HikariDataSource POOL = DATABASE.intakePool();
    private static final String CUSTOMER = "+33611111111";

    private final JdbcClient database = JdbcClient.create(POOL);

    @AfterAll
    static void drop() {
        POOL.close();
        DATABASE.close();
    }

    @BeforeEach
    void twoTenants() {
        DATABASE.run("truncate omni_tenants cascade");
        DATABASE.run(
                """
                insert into omni_tenants values ('busy'), ('calm');
                insert into omni_contacts (tenant_id, id)
                  select tenant_id, gen_random_uuid() from omni_tenants, generate_series(1, 4);
                insert into omni_conversations (tenant_id, id, contact_id, current_channel)
                  select tenant_id, id, id, 'sms' from omni_contacts;
                """);
    }

    @ParameterizedTest
    @CsvSource({
        // A briefing for a human, also where the human's address is the customer's.
        "email, briefing, desk@shop.example,  sms,   operator, +33611111111",
        "sms,   briefing, +33611111111,       sms,   operator, +33611111111",
        // A code for an address that may be the customer's.
        "email, notice,   camille@one.example, sms,  answer,   +33611111111",
        "email, answer,   camille@one.example, sms,  answer,   +33611111111",
        // Nor does what the customer does not get hold a briefing up.
        "sms,   answer,   +33611111111,       email, briefing, desk@shop.example"
    })
    void holdsNothingUpForWhatGoesElsewhere(
            String channel, String kind, String theirs, String nextChannel, String nextKind, String nextTheirs) {
        write("busy", 1, 1, channel, kind, theirs);
        later("busy");
        write("busy", 1, 2, nextChannel, nextKind, nextTheirs);

        assertThat(claim(8)).containsExactly("busy 1 2 " + nextKind);
    }

    @ParameterizedTest
    @CsvSource({"answer, operator", "notice, answer", "operator, notice", "briefing, briefing"})
    void keepsWhatGoesToOneAddressInOrder(String kind, String next) {
        write("busy", 1, 1, "sms", kind, CUSTOMER);
        later("busy");
        write("busy", 1, 2, "whatsapp", next, CUSTOMER);
        write("busy", 2, 3, "sms", "answer", CUSTOMER);

        assertThat(claim(8)).containsExactly("busy 2 3 answer");
    }

    @Test
    void keepsThePartsOfOneMessageInOrderThoughTheFirstHasGotAnotherAddress() {
        write("busy", 1, 1, "sms", "answer", "+33622222222");
        later("busy");
        write("busy", 1, 1, "whatsapp", "answer", CUSTOMER);

        assertThat(claim(8)).isEmpty();
    }

    @Test
    void tellsAHumanByEachWayThoughAnotherIsAway() {
        write("busy", 1, 1, "email", "briefing", "desk@shop.example");
        later("busy");
        write("busy", 1, 1, "sms", "briefing", "+33622222222");

        assertThat(claim(8)).containsExactly("busy 1 1 briefing");
    }

    @Test
    void givesAFreeHandToTheTenantThatHasTheFewest() {
        for (int conversation = 1; conversation <= 3; conversation++) {
            write("busy", conversation, conversation, "sms", "answer", "+3361111111" + conversation);
        }
        assertThat(claim(3)).hasSize(3);
        write("busy", 4, 4, "sms", "answer", "+33611111114");
        DATABASE.run("update omni_outbox set ready_at = now() - interval '1 minute' where status = 'queued'");
        write("calm", 1, 5, "sms", "answer", CUSTOMER);

        assertThat(claim(1)).containsExactly("calm 1 5 answer");
        assertThat(claim(1)).containsExactly("busy 4 4 answer");
    }

    @Test
    void sendsOneAtATimeToAnAddress() {
        write("busy", 1, 1, "sms", "briefing", "+33622222222");
        write("busy", 2, 2, "sms", "briefing", "+33622222222");
        write("calm", 1, 3, "sms", "briefing", "+33622222222");

        assertThat(claim(8)).containsExactlyInAnyOrder("busy 1 1 briefing", "calm 1 3 briefing");
        assertThat(claim(8)).isEmpty();
        DATABASE.run("update omni_outbox set status = 'sent', lease_until = null where status = 'sending'");
        assertThat(claim(8)).containsExactly("busy 2 2 briefing");
    }

    @Test
    void takesMailsApart() {
        write("busy", 1, 1, "email", "answer", "camille@one.example");
        write("busy", 2, 2, "sms", "answer", CUSTOMER);
        write("busy", 3, 3, "voice", "operator", "+33622222222");

        assertThat(claim(8, false)).containsExactly("busy 2 2 answer", "busy 3 3 operator");
        assertThat(claim(8, true)).containsExactly("busy 1 1 answer");
    }

    /** The row before it cannot leave now. */
    private static void later(String tenant) {
        DATABASE.run("update omni_outbox set ready_at = now() + interval '1 hour' where tenant_id = '" + tenant + "'");
    }

    /** A part of a message, which is written with its first. */
    private void write(String tenant, int conversation, int message, String channel, String kind, String theirs) {
        DATABASE.run(
                """
                with c as (
                  select tenant_id, id from omni_conversations where tenant_id = '%1$s' order by id offset %2$d - 1 limit 1),
                m as (
                  insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content)
                  select tenant_id, ('00000000-0000-7000-8000-' || lpad('%3$d', 12, '0'))::uuid, id, %3$d, '%4$s', 'outbound',
                         'system', '%2$d %3$d' from c
                  on conflict (tenant_id, id) do update set content = excluded.content
                  returning tenant_id, id, conversation_id)
                insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs, payload,
                                         expires_at)
                select tenant_id, gen_random_uuid(), conversation_id, id, '%4$s', '%5$s', 'ours', '%6$s', '{}',
                       now() + interval '4 hours' from m"""
                        .formatted(tenant, conversation, message, channel, kind, theirs));
    }

    /** Tenant, conversation, message and kind of each. */
    private List<String> claim(int most) {
        List<String> claimed = new ArrayList<>(claim(most, false));
        claimed.addAll(claim(most, true));
        return claimed;
    }

    private List<String> claim(int most, boolean mails) {
        return database.sql(SqlFile.load("claim-outbox"))
                .param("most", most)
                .param("mails", mails)
                .param("lease_seconds", 60.0)
                .query((row, number) -> row.getString("tenant_id") + " "
                        + content(row.getObject("message_id", UUID.class)) + " " + row.getString("kind"))
                .list();
    }

    private String content(UUID message) {
        return database.sql("select content from omni_messages where id = ?")
                .param(message)
                .query(String.class)
                .single();
    }
}
