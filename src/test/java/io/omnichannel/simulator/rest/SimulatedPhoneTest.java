package io.omnichannel.simulator.rest;

import static io.omnichannel.simulator.rest.RestWorld.BUSINESS;
import static io.omnichannel.simulator.rest.RestWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnichannel.simulator.DocumentedServer.Page;
import io.omnichannel.simulator.DocumentedServer.Request;
import io.omnichannel.twilio.InboundText;
import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioSignature;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulatedPhoneTest {

    @RegisterExtension
    final RestWorld world = new RestWorld();

    @Test
    void textsAndReceives() {
        SimulatedPhone phone = world.twilio.phone(CUSTOMER);

        DeliveredText delivered = phone.send(BUSINESS, "Bonjour 😀");
        world.send(BUSINESS, CUSTOMER, "À vous");

        assertThat(delivered.acknowledged()).isTrue();
        assertThat(delivered.statuses()).containsExactly(200);
        assertThat(phone.await(1, Duration.ofSeconds(5)))
                .extracting(RestMessage::body)
                .containsExactly("À vous");
        Request webhook = world.server.requests.getFirst();
        assertThat(webhook.target()).isEqualTo("/webhooks/omnichannel/sms");
        assertThat(TwilioSignature.verify(
                        List.of("secret"),
                        world.server.url() + webhook.target(),
                        form(webhook),
                        webhook.headers().get("X-Twilio-Signature")))
                .isTrue();
        assertThat(InboundText.from(form(webhook)).body()).isEqualTo("Bonjour 😀");
    }

    @Test
    void saysHowManyCameWhenTheyDidNotAll() {
        assertThatThrownBy(() -> world.twilio.phone(CUSTOMER).await(2, Duration.ofMillis(50)))
                .hasMessageContaining("Only 0 of 2");
    }

    @Test
    void sendsWhatWhatsappHas() {
        SimulatedPhone phone = world.twilio.whatsapp(CUSTOMER);
        SimulatedPhone unnumbered = world.twilio.whatsapp("FR.123");

        InboundText media =
                read(phone.write(BUSINESS, "").media("image/png", "https://x.example/1", "https://x.example/2"));
        InboundText place = read(phone.write(BUSINESS, "").location("48.8", "2.3", "Ici"));
        InboundText button = read(phone.write(BUSINESS, "").button("Oui", "yes-1"));
        InboundText advertised = read(phone.write(BUSINESS, "Bonjour").referral("Promo", "https://fb.example"));
        InboundText scoped = read(unnumbered.write(BUSINESS, "Bonjour"));

        assertThat(media.media()).hasSize(2);
        assertThat(world.server.requests.getFirst().form()).doesNotContainKey("Body");
        assertThat(place.details()).containsKey("location");
        assertThat(button.details()).containsEntry("button", Map.of("text", "Oui", "payload", "yes-1"));
        assertThat(advertised.details()).containsKey("referral");
        assertThat(scoped.from())
                .extracting("kind", "address")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("whatsapp", "FR.123"));
        assertThat(world.server.requests).allMatch(request -> request.target().endsWith("/whatsapp"));
    }

    @Test
    void deliversEveryTextOneToFiveTimes() {
        List<SimulatedText> texts = IntStream.range(0, 200)
                .mapToObj(i -> SimulatedText.sms("+336000%05d".formatted(i), BUSINESS, "message " + i))
                .toList();

        List<DeliveredText> delivered = world.twilio.deliver(texts, TextDelivery.stormy(5, 16, 3));

        Map<String, Long> arrived = world.server.requests.stream()
                .collect(Collectors.groupingBy(request -> request.form().get("MessageSid"), Collectors.counting()));
        assertThat(delivered).hasSize(200).allMatch(DeliveredText::acknowledged);
        assertThat(arrived).hasSize(200);
        assertThat(arrived.values()).containsOnly(1L, 2L, 3L, 4L, 5L);
        assertThat(delivered).allSatisfy(text -> assertThat(text.statuses())
                .hasSize(arrived.get(text.text().sid()).intValue()));
        assertThat(world.twilio.ledger().messages()).hasSize(200);
    }

    @Test
    void keepsWhatTheServerDidNotTake() {
        world.pages = request -> Page.empty(503);

        DeliveredText delivered = world.twilio.phone(CUSTOMER).send(BUSINESS, "Bonjour");

        assertThat(delivered.acknowledged()).isFalse();
        assertThat(delivered.statuses()).containsExactly(503);
        assertThat(world.twilio.ledger().messages()).hasSize(1);
        assertThat(world.twilio.ledger().violations()).hasSize(1);
    }

    @Test
    void doesNotHideThatNobodyAnswered() throws IOException {
        world.server.close();

        assertThat(world.twilio.phone(CUSTOMER).send(BUSINESS, "Bonjour").statuses())
                .containsExactly(0);
    }

    @Test
    void noticesASecondAnswerBesideTheRestApi() {
        world.pages = request -> Page.twiml("<Response><Message>Bonjour</Message></Response>");

        world.twilio.phone(CUSTOMER).send(BUSINESS, "Bonjour");

        assertThat(world.twilio.ledger().violations())
                .singleElement()
                .asString()
                .contains("REST API");
    }

    private InboundText read(SimulatedText text) {
        world.twilio.deliver(text);
        return InboundText.from(form(world.server.requests.getLast()));
    }

    private static TwilioForm form(Request request) {
        return new TwilioForm(request.form().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))));
    }
}
