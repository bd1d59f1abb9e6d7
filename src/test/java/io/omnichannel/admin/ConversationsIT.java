package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.ServerTest;
import io.omnichannel.admin.AdminClient.Reply;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.SqlFile;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class ConversationsIT {

    private static final String TENANT = "talkative";
    private static final Instant START = Instant.parse("2026-01-02T03:04:05.123456Z");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    private AdminClient client;
    private final List<UUID> ids = new ArrayList<>();

    @BeforeAll
    void fill() {
        client = new AdminClient(port);
        client.put("/agent/config", "{\"tenantId\":\"" + TENANT + "\"}");
        for (int i = 0; i < 9; i++) {
            ids.add(conversation(i));
        }
        for (int seq = 1; seq <= 130; seq++) {
            message(ids.getFirst(), seq, seq == 77 ? "The invoice is 100% wrong_" : "line " + seq);
        }
        call(ids.getFirst());
        feelings(ids.getFirst());
    }

    @Test
    void looksForWordsInAThousandConversationsAPageAndGoesOnBehindThem() {
        UUID customer = UUID.randomUUID();
        client.put("/agent/config", "{\"tenantId\":\"searched\"}");
        database.sql("insert into omni_contacts (tenant_id, id) values ('searched', ?)")
                .param(customer)
                .update();
        database.sql(
                        """
                        insert into omni_conversations (tenant_id, id, contact_id, status, closed_reason, current_channel,
                          last_message, updated_at)
                        select 'searched', gen_random_uuid(), ?, 'closed', 'completed', 'sms',
                          case number when 1 then 'A needle in the hay' else 'hay' end,
                          timestamptz '2026-01-01' + number * interval '1 second'
                        from generate_series(1, 1001) number""")
                .param(customer)
                .update();
        String search = "/conversations?tenantId=searched&q=needle";

        JsonNode first = client.get(search).json();
        JsonNode second =
                client.get(search + "&after=" + first.get("next").asText()).json();
        JsonNode ofTheCustomer = client.get(search + "&customer=" + customer).json();

        assertThat(first.get("conversations")).isEmpty();
        assertThat(second.get("conversations")).hasSize(1);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(ofTheCustomer.get("conversations")).hasSize(1);
    }

    @Test
    void listsTheNewestActivityFirstAndPages() {
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = client.get("/conversations?limit=4&tenantId=" + TENANT + next)
                    .json();
            page.get("conversations").forEach(found -> seen.add(found.get("id").asText()));
            next = page.get("next").isNull() ? "" : "&after=" + page.get("next").asText();
        } while (!next.isEmpty());

        assertThat(seen)
                .containsExactlyElementsOf(
                        ids.reversed().stream().map(UUID::toString).toList());
    }

    @Test
    void showsAConversationAsTheContractHasIt() {
        JsonNode shown = client.get("/conversations?tenantId=" + TENANT)
                .json()
                .get("conversations")
                .get(8);

        assertThat(shown.get("tenant_id").asText()).isEqualTo(TENANT);
        assertThat(shown.get("customer").toString()).contains("\"phone\":\"+33612340000\"", "\"name\":\"Customer 0\"");
        assertThat(shown.at("/customer/email").asText()).isEqualTo("customer0@example.com");
        assertThat(shown.get("customer").properties())
                .extracting(field -> field.getKey())
                .containsExactlyInAnyOrder("id", "phone", "whatsapp", "email", "name");
        assertThat(shown.get("active_channels").get(0).asText()).isEqualTo("voice");
        assertThat(shown.get("message_count").asInt()).isEqualTo(3);
        assertThat(shown.get("updated_at").asText()).isEqualTo("2026-01-02T03:04:05.123456Z");
        assertThat(StreamSupport.stream(((Iterable<String>) shown::fieldNames).spliterator(), false))
                .contains("status", "current_channel", "last_message", "last_message_at", "last_sentiment");
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource({
        "status=active, 3",
        "status=closed, 3",
        "channel=sms, 4",
        "channel=voice, 5",
        "status=active&channel=sms, 1",
        "customer=%2B33612340004, 1",
        "customer=+33612340004, 1",
        "customer=06%2012%2034%2000%2004, 1",
        "customer=Customer4@Example.com, 1",
        "customer=whatsapp:%2B33612340004, 1",
        "customer=whatsapp:+33612340004, 1",
        "customer=nobody, 0",
        "q=Customer%205, 1",
        "q=%2B3361234, 9",
        "q=invoice, 1",
        "q=100%25%20wrong_, 1",
        "q=100_, 0",
        "q=nothing%20like%20it, 0"
    })
    void filters(String filter, int count) {
        Reply reply = client.get("/conversations?tenantId=" + TENANT + "&" + filter);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("conversations")).hasSize(count);
    }

    @Test
    void findsACustomerById() {
        String customer = client.get("/conversations?tenantId=" + TENANT)
                .json()
                .at("/conversations/3/customer/id")
                .asText();

        assertThat(client.get("/conversations?tenantId=" + TENANT + "&customer=" + customer)
                        .json()
                        .get("conversations"))
                .hasSize(1);
    }

    @Test
    void showsTheLatestMessagesAndLeadsToTheOlderOnes() {
        String address = "/conversations/" + ids.getFirst();

        JsonNode latest = client.get(address).json().get("conversation");
        JsonNode older = client.get(
                        address + "?after=" + latest.get("messages_next").asText())
                .json()
                .get("conversation");

        assertThat(latest.get("messages")).hasSize(100);
        assertThat(latest.at("/messages/0/seq").asInt()).isEqualTo(31);
        assertThat(latest.at("/messages/99/content").asText()).isEqualTo("line 130");
        assertThat(older.get("messages")).hasSize(30);
        assertThat(older.at("/messages/29/seq").asInt()).isEqualTo(30);
        assertThat(older.get("messages_next").isNull()).isTrue();
        assertThat(latest.at("/calls/0/call_sid").asText()).startsWith("CA");
        assertThat(latest.get("calls").toString()).doesNotContain("ticket");
        assertThat(latest.at("/channel_switches/0/to").asText()).isEqualTo("sms");
    }

    @Test
    void showsWhatTheTurnsOfACallCostInTime() {
        JsonNode call = client.get("/conversations/" + ids.getFirst()).json().at("/conversation/calls/0");

        assertThat(call.get("quality").toString())
                .isEqualTo("{\"turns\":20,\"first_frame_ms\":{\"p50\":100,\"p95\":190},"
                        + "\"last_frame_ms\":{\"p50\":200,\"p95\":380},"
                        + "\"interruptions\":1,\"failures\":0,\"nudges\":2,\"resumes\":0}");
        assertThat(call.get("turns")).hasSize(20);
        assertThat(call.at("/turns/0").toString())
                .isEqualTo("{\"number\":1,\"received_at\":\"2026-01-02T03:04:05.678Z\",\"model_asked_ms\":null,"
                        + "\"model_answered_ms\":null,\"first_frame_ms\":10,\"last_frame_ms\":20,"
                        + "\"outcome\":\"interrupted\",\"tokens\":3,\"sent_characters\":30,\"heard_characters\":12}");
    }

    @Test
    void showsHowTheCustomerFeels() {
        JsonNode conversation =
                client.get("/conversations/" + ids.getFirst()).json().get("conversation");

        assertThat(conversation.get("last_sentiment").asText()).isEqualTo("negative");
        assertThat(conversation.get("sentiment_trend").asDouble()).isEqualTo(-0.52);
        assertThat(conversation.get("strained").asBoolean()).isTrue();
        assertThat(conversation.at("/messages/99/sentiment").asText()).isEqualTo("negative");
        assertThat(conversation.at("/messages/99/sentiment_score").asDouble()).isEqualTo(-0.7);
        assertThat(conversation.at("/messages/0/sentiment_score").isNull()).isTrue();
    }

    @Test
    void hidesAConversationFromAnotherTenant() {
        assertThat(client.get("/conversations/" + ids.getFirst() + "?tenantId=" + TENANT)
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/conversations/" + ids.getFirst() + "?tenantId=other")
                        .status())
                .isEqualTo(404);
        assertThat(client.get("/conversations?tenantId=other").json().get("conversations"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"conversations", "conversation", "conversation-messages", "conversation-calls"})
    void readsAlongIndexes(String statement) {
        String sql = SqlFile.load("routes/" + statement)
                .replaceAll(":\\?(tenant|status|channel|customer|search)\\b", "'x'")
                .replaceAll(":\\?(id|customer_id|before_id|until_id)\\b", "'0190a000-0000-7000-8000-000000000000'")
                .replace(":?before_time", "'infinity'")
                .replace(":?until_time", "'-infinity'")
                .replaceAll(":\\?before\\b", "'{51}'")
                .replaceAll(":\\?rows\\b", "51");
        // So few rows are read faster without: what counts is that an index can serve every part.
        List<String> plan = new TransactionTemplate(transactions).execute(here -> {
            database.sql("set local enable_seqscan = off").update();
            return database.sql("explain " + sql).query(String.class).list();
        });

        assertThat(String.join("\n", plan)).contains("Index").doesNotContain("Seq Scan on omni_");
    }

    private UUID conversation(int number) {
        UUID contact = Uuid7.next();
        // Of their order, though they are made within one millisecond.
        UUID id = new UUID(
                (System.currentTimeMillis() + number) << 16 | 0x7000L,
                Uuid7.next().getLeastSignificantBits());
        String channel = number % 2 == 0 ? "voice" : "sms";
        String status = List.of("active", "idle", "closed").get(number % 3);
        database.sql("insert into omni_contacts (tenant_id, id, name) values (?, ?, ?)")
                .params(TENANT, contact, "Customer " + number)
                .update();
        for (String[] address : Set.of(
                new String[] {"phone", "+3361234000" + number},
                new String[] {"email", "customer" + number + "@example.com"})) {
            database.sql(
                            "insert into omni_contact_addresses (tenant_id, id, kind, address, contact_id) values (?, ?, ?, ?, ?)")
                    .params(TENANT, Uuid7.next(), address[0], address[1], contact)
                    .update();
        }
        database.sql(
                        """
                        insert into omni_conversations (tenant_id, id, contact_id, status, closed_reason, current_channel,
                          active_channels, channel_switches, last_message, message_count, updated_at)
                        values (?, ?, ?, ?, ?, ?, jsonb_build_array(?::text),
                          '[{"from":"voice","to":"sms","reason":"asked","by":"customer","at":"2026-01-02T03:04:05Z"}]',
                          'Bye', 3, ?)
                        """)
                .params(
                        TENANT,
                        id,
                        contact,
                        status,
                        status.equals("closed") ? "completed" : null,
                        channel,
                        channel,
                        // Two at the same moment: the id decides.
                        Timestamp.from(START.plusSeconds(number / 2)))
                .update();
        return id;
    }

    private void message(UUID conversation, int seq, String content) {
        database.sql(
                        """
                        insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content)
                        values (?, ?, ?, ?, 'voice', 'inbound', 'customer', ?)
                        """)
                .params(TENANT, Uuid7.next(), conversation, seq, content)
                .update();
    }

    private void call(UUID conversation) {
        UUID call = Uuid7.next();
        database.sql(
                        """
                        insert into omni_calls (tenant_id, id, conversation_id, call_sid, account_sid, direction, from_number,
                          to_number, ticket, settings, nudges)
                        values (?, ?, ?, 'CA01', 'AC01', 'inbound', '+33612340000', '+33199000001', 'secret-ticket', '{}', 2)
                        """)
                .params(TENANT, call, conversation)
                .update();
        database.sql(
                        """
                        insert into omni_turns (tenant_id, id, conversation_id, call_id, number, outcome, received_at,
                          first_token_ms, last_token_ms, tokens, sent_characters, heard_characters)
                        select ?, gen_random_uuid(), ?, ?, n, case n when 1 then 'interrupted' else 'spoken' end,
                          '2026-01-02T03:04:05.678Z', 10 * n, 20 * n, 3, 30, case n when 1 then 12 else 30 end
                        from generate_series(1, 20) n
                        """)
                .params(TENANT, conversation, call)
                .update();
    }

    private void feelings(UUID conversation) {
        database.sql(
                        """
                        with felt as (
                          update omni_messages set sentiment = 'negative', details = '{"sentiment": {"score": -0.7, "by": "lexicon"}}'
                          where tenant_id = ? and conversation_id = ? and seq = 130
                        )
                        update omni_conversations set last_sentiment = 'negative', sentiment_trend = -0.52, strained = true
                        where tenant_id = ? and id = ?
                        """)
                .params(TENANT, conversation, TENANT, conversation)
                .update();
    }
}
