package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.RestMessage;
import io.omnichannel.simulator.SimulatedPhone;
import io.omnichannel.simulator.TwilioRest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** WhatsApp's 24 hours, by the database's clock. */
@SendingTest
class WhatsappWindowIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TEMPLATE = "HX" + "0".repeat(31) + "1";

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    Post post;

    @AfterEach
    void calm() {
        post.calm();
    }

    @Test
    void writesFreelyInside() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());

        phone.send(tenant.number(), "Bonjour");

        assertThat(phone.await(1, PATIENCE).getFirst().body()).isEqualTo("You wrote: Bonjour");
        await().untilAsserted(() -> assertThat(
                        post.details(tenant, "agent").path("reason").asText())
                .isEqualTo("window_open"));
    }

    @Test
    void sendsTheTemplateOutside() {
        Tenant tenant = world.tenant(settings -> ((ObjectNode) settings.at("/channels_config/whatsapp"))
                .putObject("template")
                .put("content_sid", TEMPLATE)
                .putObject("variables")
                .put("1", "{agent_name}"));
        SimulatedPhone phone = answered(tenant, Post.number());

        post.write(tenant, "whatsapp", "operator", number(phone), "phone", "Votre colis ", "est arrivé.");

        RestMessage template = phone.await(2, PATIENCE).getLast();
        assertThat(template.contentSid()).isEqualTo(TEMPLATE);
        assertThat(template.contentVariables()).isEqualTo("{\"1\":\"Sara\"}");
        assertThat(template.body()).isEmpty();
        await().untilAsserted(
                        () -> assertThat(post.statuses(tenant)).containsExactly("read", "read", "suppressed template"));
        assertThat(post.details(tenant, "human").path("sent_as").asText()).isEqualTo("template");
        assertThat(post.details(tenant, "human").path("reason").asText()).isEqualTo("window_closed");
    }

    @Test
    void goesByTextWithoutATemplate() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        answered(tenant, number);

        post.write(tenant, "whatsapp", "operator", number, "phone", "Votre colis est arrivé.");

        RestMessage text = twilio.phone(number).await(1, PATIENCE).getFirst();
        assertThat(text.body()).isEqualTo("Votre colis est arrivé.");
        await().untilAsserted(() -> {
            assertThat(post.statuses(tenant)).containsExactly("read", "suppressed window_closed", "delivered");
            assertThat(post.details(tenant, "human").at("/delivery/status").asText())
                    .isEqualTo("delivered");
        });
        assertThat(post.timeline(tenant).getLast()).startsWith("system: ").contains("envoyé par SMS");
        assertThat(switches(tenant)).contains("\"reason\": \"window_closed\"", "\"to\": \"sms\"");
        assertThat(post.owner(tenant)).isEqualTo("agent");
    }

    @Test
    void asksAHumanWhereThereIsNoOtherWay() {
        Tenant tenant = world.tenant(settings -> {});
        String scoped = "FR." + Post.number().substring(1);
        SimulatedPhone phone = answered(tenant, scoped);

        post.write(tenant, "whatsapp", "operator", scoped, "whatsapp", "Votre colis est arrivé.");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).contains("suppressed window_closed"));
        assertThat(post.owner(tenant)).isEqualTo("human");
        assertThat(post.timeline(tenant).getLast()).startsWith("system: ").contains("un humain");
        assertThat(phone.received()).hasSize(1);
        assertThat(switches(tenant)).isEqualTo("[]");
    }

    @Test
    void asksAHumanWhereTheCustomerWantsNoTexts() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        answered(tenant, number);
        twilio.phone(number).send(tenant.number(), "STOP");

        post.write(tenant, "whatsapp", "operator", number, "phone", "Votre colis est arrivé.");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).contains("suppressed window_closed"));
        assertThat(post.owner(tenant)).isEqualTo("human");
        assertThat(twilio.phone(number).received()).isEmpty();
    }

    private SimulatedPhone answered(Tenant tenant, String customer) {
        SimulatedPhone phone = twilio.whatsapp(customer);
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        await().until(() -> post.statuses(tenant).equals(java.util.List.of("read")));
        post.age(tenant, "25 hours");
        return phone;
    }

    private static String number(SimulatedPhone phone) {
        return phone.wire().replaceFirst("^whatsapp:", "");
    }

    private String switches(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select channel_switches::text from omni_conversations where tenant_id = ?",
                        String.class,
                        tenant.id());
    }
}
