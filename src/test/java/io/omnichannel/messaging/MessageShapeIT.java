package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** How a message looks when Twilio gets it. */
@TestPropertySource(properties = "omnichannel.twilio-messaging-service-sid=" + MessageShapeIT.SERVICE)
class MessageShapeIT extends SendingStory {

    static final String SERVICE = "MG0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void cutsALongAnswerAndShowsHowFarAllOfItIs() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());

        phone.send(tenant.number(), ScriptedWriter.LONG);

        List<RestMessage> parts = phone.await(2, PATIENCE);
        assertThat(parts).hasSize(2).allSatisfy(part -> {
            assertThat(part.body()).hasSizeLessThanOrEqualTo(1_600).endsWith(".");
            assertThat(part.messagingServiceSid()).isEqualTo(SERVICE);
            assertThat(part.from()).isEqualTo(tenant.number());
        });
        assertThat(parts.stream().map(RestMessage::body).collect(Collectors.joining(" ")))
                .isEqualTo("The answer is \"yes\". ".repeat(120).strip());
        await().untilAsserted(() -> {
            assertThat(post.details(tenant, "agent").at("/delivery/status").asText())
                    .isEqualTo("delivered");
            assertThat(post.details(tenant, "agent").at("/delivery/parts")).hasSize(2);
        });
        assertThat(post.details(tenant, "agent").path("segments").asInt())
                .isEqualTo(parts.stream().mapToInt(RestMessage::segments).sum());
    }

    @Test
    void leavesTheLettersOfAWhatsappMessageAsTheyWereWritten() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());

        phone.send(tenant.number(), ScriptedWriter.LONG);

        assertThat(phone.await(2, PATIENCE).stream().map(RestMessage::body).collect(Collectors.joining(" ")))
                .isEqualTo("The answer is “yes”. ".repeat(120).strip());
    }

    @ParameterizedTest
    @CsvSource({"Bonjour, GSM-7, 1", "日本語, UCS-2, 1", "'" + LONG_UCS2 + "', UCS-2, 2"})
    void showsWhatATextCosts(String text, String encoding, int segments) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());

        phone.send(tenant.number(), text);

        assertThat(phone.await(1, PATIENCE).getFirst().segments()).isEqualTo(segments);
        assertThat(post.details(tenant, "agent").path("encoding").asText()).isEqualTo(encoding);
        assertThat(post.details(tenant, "agent").path("segments").asInt()).isEqualTo(segments);
    }

    @Test
    void sendsPicturesWithoutWordsOnceThoughTwiliosAnswerIsLost() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        await().until(() -> post.statuses(tenant).equals(List.of("delivered")));
        twilio.callbacks().silent();
        twilio.faults().next(Fault.ERROR_AFTER);
        world.database()
                .update(
                        "update omni_outbox set status = 'queued', provider_id = null, payload = payload || '{\"body\": \"\","
                                + " \"media\": [\"https://example.com/a.jpg\", \"https://example.com/b.pdf\"]}'"
                                + " where tenant_id = ?",
                        tenant.id());

        RestMessage pictures = phone.await(2, PATIENCE).getLast();
        assertThat(pictures.body()).isEmpty();
        assertThat(pictures.mediaUrls()).containsExactly("https://example.com/a.jpg", "https://example.com/b.pdf");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("sent"));
        assertThat(world.database()
                        .queryForObject(
                                "select provider_id from omni_outbox where tenant_id = ?", String.class, tenant.id()))
                .isEqualTo(pictures.sid());
        assertThat(phone.received()).hasSize(2);
    }

    private static final String LONG_UCS2 = "日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語";
}
