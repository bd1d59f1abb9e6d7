package io.omnichannel.simulator.rest;

import static io.omnichannel.simulator.rest.RestWorld.BUSINESS;
import static io.omnichannel.simulator.rest.RestWorld.CUSTOMER;
import static io.omnichannel.simulator.rest.RestWorld.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.twilio.MessageRequest;
import io.omnichannel.twilio.SendAnswer;
import io.omnichannel.twilio.TextAddress;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioRestTest {

    @RegisterExtension
    final RestWorld world = new RestWorld();

    @Test
    void takesAMessageAndShowsEveryField() {
        HttpResponse<byte[]> answer = world.send(BUSINESS, CUSTOMER, "Bonjour € 😀");

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode json = RestClient.json(answer);
        assertThat(json.properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "account_sid",
                        "api_version",
                        "body",
                        "date_created",
                        "date_sent",
                        "date_updated",
                        "direction",
                        "error_code",
                        "error_message",
                        "from",
                        "messaging_service_sid",
                        "num_media",
                        "num_segments",
                        "price",
                        "price_unit",
                        "sid",
                        "status",
                        "subresource_uris",
                        "to",
                        "uri");
        assertThat(json.path("sid").asText()).matches("SM[0-9a-f]{32}");
        assertThat(json.path("status").asText()).isEqualTo("queued");
        assertThat(json.path("date_created").asText())
                .matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000");
        assertThat(world.twilio.ledger().sentTo(CUSTOMER)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("Bonjour € 😀");
            assertThat(message.from()).isEqualTo(BUSINESS);
        });
    }

    @Test
    void understandsWhatTheServerWrites() {
        MessageRequest request = MessageRequest.text(
                io.omnichannel.conversation.Channel.WHATSAPP,
                BUSINESS,
                new TextAddress("phone", CUSTOMER),
                "C'est à + 100 % & gratuit",
                "");

        HttpResponse<byte[]> answer = world.client.postBytes(
                MessageRequest.path(TwilioAccount.SIMULATED_SID),
                request.encoded(),
                "application/x-www-form-urlencoded");

        assertThat(SendAnswer.of(answer.statusCode(), "", answer.body())).isInstanceOf(SendAnswer.Sent.class);
        assertThat(world.twilio.ledger().sentTo("whatsapp:" + CUSTOMER))
                .extracting(RestMessage::body)
                .containsExactly("C'est à + 100 % & gratuit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "",
            value = {
                "21604 | From=+33199000001&Body=x",
                "21211 | To=0612345678&From=+33199000001&Body=x",
                "21211 | To=whatsapp:0612&From=whatsapp:+33199000001&Body=x",
                "21603 | To=+33612345678&Body=x",
                "21212 | To=+33612345678&From=0199000001&Body=x",
                "21910 | To=whatsapp:+33612345678&From=+33199000001&Body=x",
                "21266 | To=+33199000001&From=+33199000001&Body=x",
                "21602 | To=+33612345678&From=+33199000001",
                "21617 | To=+33612345678&From=+33199000001&Body=LONG",
                "21620 | To=+33612345678&From=+33199000001&MediaUrl=ftp://x",
                "21623 | To=+33612345678&From=+33199000001ELEVEN",
                "21623 | To=whatsapp:+33612345678&From=whatsapp:+33199000001&MediaUrl=https://x/1&MediaUrl=https://x/2",
                "21655 | To=+33612345678&From=+33199000001&ContentSid=HX1",
                "21656 | To=+33612345678&From=+33199000001&ContentSid=HX00000000000000000000000000000000&ContentVariables=[]",
                "20001 | To=+33612345678&From=+33199000001&ContentSid=HX00000000000000000000000000000000&Body=x",
                "20001 | To=+33612345678&From=+33199000001&Body=x&body=y",
                "20001 | To=+33612345678&From=+33199000001&Body=x&Body=y",
                "20001 | To=+33612345678&From=+33199000001&Body=x&ValidityPeriod=0",
                "21609 | To=+33612345678&From=+33199000001&Body=x&StatusCallback=nowhere",
                "21701 | To=+33612345678&MessagingServiceSid=MG1&Body=x",
            })
    void refusesWhatTwilioRefuses(int code, String parameters) {
        List<String> form = new ArrayList<>();
        for (String pair : parameters
                .replace("LONG", "x".repeat(1_601))
                .replace("ELEVEN", "&MediaUrl=https://x/1".repeat(11))
                .split("&")) {
            form.addAll(List.of(pair.split("=", 2)));
        }

        HttpResponse<byte[]> answer = world.client.post(MESSAGES, form.toArray(String[]::new));

        JsonNode error = RestClient.json(answer);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error.path("code").asInt()).isEqualTo(code);
        assertThat(error.path("status").asInt()).isEqualTo(400);
        assertThat(error.path("message").asText()).isNotBlank();
        assertThat(error.path("more_info").asText()).isEqualTo("https://www.twilio.com/docs/errors/" + code);
        assertThat(world.twilio.ledger().sent()).isEmpty();
    }

    @Test
    void letsOnlyTheAccountIn() {
        RestClient stranger = world.client.as(TwilioAccount.SIMULATED_SID, "guessed");

        assertThat(stranger.get(MESSAGES).statusCode()).isEqualTo(401);
        assertThat(stranger.get("/simulator/messages?to=x").statusCode()).isEqualTo(401);
        assertThat(world.client.get(MESSAGES.replace("AC0", "AC1")).statusCode())
                .isEqualTo(404);
        assertThat(world.client.get(RestClient.ACCOUNT + "/Faxes.json").statusCode())
                .isEqualTo(404);
        assertThat(world.client.get(RestClient.ACCOUNT + "/Messages/SM1.json").statusCode())
                .isEqualTo(404);
        assertThat(world.client.post(RestClient.ACCOUNT + "/Messages/SM1.json").statusCode())
                .isEqualTo(405);
    }

    @Test
    void showsWhoeverSitsAtATerminalWhatCameAfterAPlace() {
        world.send(BUSINESS, CUSTOMER, "Bonjour");
        String log = "/simulator/messages?to=%2B33612345678&after=";

        assertThat(RestClient.json(world.client.get(log + 0)).path("messages")).hasSize(1);
        JsonNode end = RestClient.json(world.client.get(log + Long.MAX_VALUE / 2));
        assertThat(end.path("messages")).isEmpty();
        assertThat(end.path("last").asLong()).isOne();
        assertThat(world.client.get(log + "x").statusCode()).isEqualTo(400);
        assertThat(world.client.get("/simulator/calls?to=x&after=x").statusCode())
                .isEqualTo(400);
        assertThat(world.client.get("/simulator/mails?to=x&after=x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void readsFormsOnly() {
        HttpResponse<byte[]> answer = world.client.postBytes(
                MESSAGES, "{\"To\":\"+33612345678\"}".getBytes(StandardCharsets.UTF_8), "application/json");

        assertThat(RestClient.json(answer).path("code").asInt()).isEqualTo(21604);
        assertThat(world.twilio.ledger().violations()).hasSize(1);
    }

    @Test
    void sendsThroughAMessagingService() {
        HttpResponse<byte[]> answer = world.client.post(
                MESSAGES, "To", CUSTOMER, "MessagingServiceSid", "MG00000000000000000000000000000000", "Body", "x");

        assertThat(RestClient.json(answer).path("status").asText()).isEqualTo("accepted");
        assertThat(world.twilio.ledger().sentTo(CUSTOMER).getFirst().from()).isEqualTo(BUSINESS);
    }

    @Test
    void listsNewestFirstInPagesThatDoNotMove() {
        for (int i = 1; i <= 7; i++) {
            world.send(BUSINESS, CUSTOMER, "message " + i);
        }
        world.send(BUSINESS, "+33600000000", "somebody else");

        List<String> bodies = new ArrayList<>();
        String next = MESSAGES + "?To=" + URLEncoder.encode(CUSTOMER, StandardCharsets.UTF_8) + "&PageSize=3";
        while (!next.isEmpty()) {
            JsonNode page = RestClient.json(world.client.get(next));
            page.path("messages")
                    .forEach(message -> bodies.add(message.path("body").asText()));
            world.send(BUSINESS, CUSTOMER, "too late for this list");
            next = page.path("next_page_uri").asText("");
            next = next.equals("null") ? "" : next;
        }

        assertThat(bodies)
                .containsExactly(
                        "message 7", "message 6", "message 5", "message 4", "message 3", "message 2", "message 1");
    }

    @Test
    void listsBothDirectionsByNumberAndTime() {
        world.twilio.phone(CUSTOMER).send(BUSINESS, "inbound");
        world.twilio.letPass(Duration.ofHours(2));
        world.send(BUSINESS, CUSTOMER, "outbound");
        Instant between = Instant.now().plus(Duration.ofHours(1));

        assertThat(bodies("?DateSent%3E=" + Instant.EPOCH)).containsExactly("outbound", "inbound");
        assertThat(bodies("?DateSent%3E=" + between)).containsExactly("outbound");
        assertThat(bodies("?DateSent%3C=" + between)).containsExactly("inbound");
        assertThat(bodies("?From=%2B33612345678&DateSent%3E=2020-01-01")).containsExactly("inbound");
        assertThat(world.client.get(MESSAGES + "?from=x").statusCode()).isEqualTo(400);
        assertThat(world.client.get(MESSAGES + "?DateSent%3E=yesterday").statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesToWriteToWhoeverSaidStop() {
        SimulatedPhone phone = world.twilio.phone(CUSTOMER);

        phone.send(BUSINESS, "Stop");

        JsonNode refused = RestClient.json(world.send(BUSINESS, CUSTOMER, "Pourquoi ?"));
        assertThat(refused.path("code").asInt()).isEqualTo(21610);
        assertThat(world.send("+33199000002", CUSTOMER, "Another number").statusCode())
                .isEqualTo(201);
        assertThat(world.twilio.ledger().answeredByTwilio(CUSTOMER)).hasSize(1);
        assertThat(world.server.requests).hasSize(1);

        phone.send(BUSINESS, "START");
        assertThat(world.send(BUSINESS, CUSTOMER, "Bienvenue").statusCode()).isEqualTo(201);
        assertThat(world.twilio.ledger().answeredByTwilio(CUSTOMER)).hasSize(2);
    }

    @Test
    void leavesStopToTheServerWhereTwilioDoes() {
        world.twilio.handlesOptOut(false);
        world.twilio.phone(CUSTOMER).send(BUSINESS, "STOP");
        assertThat(world.send(BUSINESS, CUSTOMER, "x").statusCode()).isEqualTo(201);

        world.twilio.block(BUSINESS, CUSTOMER);
        assertThat(RestClient.json(world.send(BUSINESS, CUSTOMER, "x"))
                        .path("code")
                        .asInt())
                .isEqualTo(21610);
    }

    private List<String> bodies(String query) {
        List<String> bodies = new ArrayList<>();
        RestClient.json(world.client.get(MESSAGES + query))
                .path("messages")
                .forEach(message -> bodies.add(message.path("body").asText()));
        return bodies;
    }
}
