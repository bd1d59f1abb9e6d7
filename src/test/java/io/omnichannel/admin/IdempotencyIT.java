package io.omnichannel.admin;

import static io.omnichannel.admin.AdminClient.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.World.Tenant;
import io.omnichannel.admin.AdminClient.Reply;
import io.omnichannel.conversation.Uuid7;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyIT extends OperatorStory {

    private static final String TOO_LONG = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private Tenant tenant;

    @BeforeEach
    void begin() {
        tenant = world.tenant(settings -> {});
    }

    @Test
    void givesTheFirstAnswerAgainAndSendsOnce() {
        String key = key();

        Reply first = open(key, "Bonjour");
        Reply second = open(key, "Bonjour");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void worksInAConversationToo() {
        String id = open(key(), "Bonjour").json().get("conversationId").asText();
        String path = "/conversations/" + id + "/messages";
        String key = key();

        Reply first = client.with("Idempotency-Key", key).post(path, "{\"content\":\"a\"}");
        Reply second = client.with("Idempotency-Key", key).post(path, "{ \"content\": \"a\" }");
        Reply elsewhere = open(key, "a");

        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(second.text()).isEqualTo(first.text());
        assertProblem(elsewhere, 422, "idempotency_key_reused");
        assertThat(messages()).isEqualTo(2);
    }

    @Test
    void worksWhereADeadLetterIsSentAgain() {
        open(key(), "Bonjour");
        String letter = await().atMost(PATIENCE)
                .until(
                        () -> world.database()
                                .queryForList(
                                        "select id::text from omni_outbox where tenant_id = ?"
                                                + " and status in ('sent', 'delivered')",
                                        String.class,
                                        tenant.id()),
                        sent -> sent.size() == 1)
                .getFirst();
        String dead = "update omni_outbox set status = 'dead' where id = ?::uuid";
        String path = "/dead-letters/" + letter + "/replay";
        String key = key();

        world.database().update(dead, letter);
        Reply first = client.with("Idempotency-Key", key).post(path, "");
        world.database().update(dead, letter);
        Reply second = client.with("Idempotency-Key", key).post(path, "");
        Reply other = client.with("Idempotency-Key", key).post(path, "{\"tenantId\":\"" + tenant.id() + "\"}");

        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(second.text()).isEqualTo(first.text());
        assertProblem(other, 422, "idempotency_key_reused");
        assertThat(world.count("omni_outbox", tenant)).isEqualTo(2);
        assertThat(twilio.phone(customer()).await(2, PATIENCE)).hasSize(2);
    }

    @Test
    void worksWhereACodeIsSent() {
        open(key(), "Bonjour");
        UUID suggestion = Uuid7.next();
        world.database()
                .update(
                        """
                        insert into omni_merge_suggestions (tenant_id, id, contact_id, kind, address, said, channel,
                          conversation_id, message_id)
                        select tenant_id, ?, contact_id, 'phone', '+33612999999', '', 'sms', id, gen_random_uuid()
                        from omni_conversations where tenant_id = ?""",
                        suggestion,
                        tenant.id());
        String path = "/merge-suggestions/" + suggestion + "/code";
        String key = key();

        Reply first = client.with("Idempotency-Key", key).post(path, "");
        Reply second = client.with("Idempotency-Key", key).post(path, "");

        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(world.count("omni_outbox", tenant)).isEqualTo(2);
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        String key = key();
        open(key, "Bonjour");

        assertProblem(open(key, "Bonsoir"), 422, "idempotency_key_reused");
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void sendsOnceWhenTheSameIsAskedManyTimesAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            String key = key();
            String content = "Round " + round;
            List<Reply> replies = new ArrayList<>();
            try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Reply>> running = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    running.add(operators.submit(() -> open(key, content)));
                }
                for (Future<Reply> reply : running) {
                    replies.add(reply.get());
                }
            }

            assertThat(replies)
                    .extracting(Reply::status)
                    .containsAnyOf(200, 201)
                    .isSubsetOf(200, 201, 409);
            assertThat(replies.stream()
                            .filter(reply -> reply.status() != 409)
                            .map(Reply::text)
                            .distinct())
                    .hasSize(1);
            assertThat(messages()).isEqualTo(round + 1);
        }
        assertThat(twilio.phone(customer()).await(5, PATIENCE)).hasSize(5);
    }

    @Test
    void saysWhenTheFirstStillRuns() throws SQLException {
        String key = key();
        try (Connection other = world.connect();
                PreparedStatement hold = other.prepareStatement("select pg_advisory_lock(hashtextextended(?, 1))");
                PreparedStatement release = other.prepareStatement("select pg_advisory_unlock_all()")) {
            hold.setString(1, tenant.id() + " " + key);
            hold.execute();

            assertProblem(open(key, "Bonjour"), 409, "request_in_progress");
            // A connection's end is not awaited by who closes it.
            release.execute();
        }
        assertThat(messages()).isZero();
        assertThat(open(key, "Bonjour").status()).isEqualTo(201);
    }

    @Test
    void keepsTheKeysOfTenantsApart() {
        Tenant first = tenant;
        String key = key();
        open(key, "Bonjour");
        tenant = world.tenant(settings -> {});

        assertThat(open(key, "Bonsoir").status()).isEqualTo(201);
        assertThat(messages()).isEqualTo(1);
        assertThat(world.count("omni_messages", first)).isEqualTo(1);
    }

    @Test
    void keepsNothingOfWhatWasRefused() {
        String key = key();
        world.database().update("update omni_phone_mappings set channels = '{voice}' where tenant_id = ?", tenant.id());
        assertProblem(open(key, "Bonjour"), 409, "no_sender");
        world.database().update("update omni_phone_mappings set channels = '{sms}' where tenant_id = ?", tenant.id());

        assertThat(open(key, "Bonjour").status()).isEqualTo(201);
    }

    @Test
    void forgetsAKeyAfterADay() {
        String key = key();
        String other = key();
        open(key, "Bonjour");
        open(other, "Bonjour");
        world.database()
                .update(
                        "update omni_idempotency_keys set created_at = now() - interval '25 hours' where tenant_id = ?",
                        tenant.id());

        Reply again = open(key, "Autre chose");

        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(messages()).isEqualTo(3);
        assertThat(world.count("omni_idempotency_keys", tenant)).isEqualTo(1);
        assertThat(open(key, "Autre chose").text()).isEqualTo(again.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", TOO_LONG})
    void refusesAKeyThatIsNone(String key) {
        Reply reply = open(key, "Bonjour");

        assertProblem(reply, 400, "invalid_request");
        assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
    }

    private Reply open(String key, String content) {
        return client.with("Idempotency-Key", key)
                .post(
                        "/conversations",
                        "{\"tenantId\":\"" + tenant.id() + "\",\"customer\":{\"phone\":\"" + customer()
                                + "\"},\"channel\":\"sms\",\"content\":\"" + content + "\"}");
    }

    /** Of each tenant another one: the simulated network delivers by number. */
    private String customer() {
        return tenant.number().replace("+331", "+336");
    }

    private long messages() {
        return world.count("omni_messages", tenant);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
