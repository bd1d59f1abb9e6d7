package io.omnichannel.messaging.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.mail.SentMail;
import io.omnichannel.simulator.mail.SimulatedMail;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One customer on every channel, and one conversation. */
@SwitchTest
class SwitchStoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TEMPLATE = "HX" + "0".repeat(31) + "1";

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    Elsewhere elsewhere;

    @Test
    void goesFromACallByTextWhatsappAndMailBackToACall() {
        String number = Elsewhere.number();
        String mail = "camille" + number.substring(1) + "@client.example";
        String shop = "shop" + number.substring(1) + "@story.example";
        Tenant tenant = elsewhere.shop(settings -> {
            ((ObjectNode) settings.at("/channels_config/email")).put("from", shop);
            ((ObjectNode) settings.at("/channels_config/whatsapp"))
                    .putObject("template")
                    .put("content_sid", TEMPLATE)
                    .putObject("variables");
        });

        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        call.ask("Ma commande est la 4711.", PATIENCE);
        String hours = call.ask("Êtes-vous ouverts ?", PATIENCE).text();
        call.ask("Envoyez-moi ça par SMS.", PATIENCE);

        SimulatedPhone phone = twilio.phone(number);
        RestMessage text = phone.await(1, PATIENCE).getFirst();
        assertThat(text.body()).isEqualTo(hours);
        assertThat(text.from()).isEqualTo(tenant.number());
        call.hangUp();
        call.awaitEnd(PATIENCE);

        phone.send(tenant.number(), "Qu'est-ce que j'ai dit ?");
        assertThat(phone.await(2, PATIENCE).getLast().body()).contains("Au téléphone", "4711");

        phone.send(tenant.number(), "On peut passer sur WhatsApp ?");
        SimulatedPhone whatsapp = twilio.whatsapp(number);
        assertThat(whatsapp.await(1, PATIENCE).getFirst().contentSid()).isEqualTo(TEMPLATE);

        whatsapp.send(tenant.number(), "Qui êtes-vous ?");
        String who = whatsapp.await(2, PATIENCE).getLast().body();
        elsewhere.knows(tenant, "email", mail);
        whatsapp.send(tenant.number(), "Envoyez-moi un mail avec ça.");
        SentMail letter = twilio.mail().ledger().awaitSentTo(mail, 1, PATIENCE).getFirst();
        assertThat(letter.text()).contains(who);
        assertThat(letter.from()).isEqualTo(shop);

        twilio.mail().deliver(SimulatedMail.answer(letter, "Rappelez-moi, s'il vous plaît."));
        SimulatedCall back = twilio.calls().await(number, PATIENCE).awaitConnected();
        assertThat(back.relay().greeting()).contains("Sara", "rappelé");
        assertThat(back.ask("Qu'est-ce que j'ai dit ?", PATIENCE).text()).contains("Rappelez-moi");
        back.hangUp();
        back.awaitEnd(PATIENCE);

        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(elsewhere.switches(tenant))
                .containsExactly(
                        "voice>sms customer_wish customer",
                        "sms>whatsapp customer_wish customer",
                        "whatsapp>email customer_wish customer",
                        "email>voice customer_wish customer");
        assertThat(elsewhere.column(tenant, "active_channels").toString())
                .isEqualTo("[\"voice\",\"sms\",\"whatsapp\",\"email\"]");
        await().untilAsserted(() -> assertThat(world.storedCall(back.callSid()))
                .containsEntry("direction", "outbound")
                .containsEntry("status", "completed")
                .containsEntry("answered_by", "human"));
        assertThat(elsewhere.outbox(tenant, "voice")).containsExactly("delivered");
    }
}
