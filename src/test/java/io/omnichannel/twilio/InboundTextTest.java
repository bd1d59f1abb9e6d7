package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.twilio.InboundText.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundTextTest {

    private static final String SID = "SM0123456789abcdef0123456789abcdef";

    @Test
    void readsAnSms() {
        InboundText text = read(
                "NumSegments",
                "2",
                "FromCity",
                "PARIS",
                "FromZip",
                "",
                "Body",
                "Bonjour 😀 à vous",
                "NumMedia",
                "0",
                "ApiVersion",
                "2010-04-01",
                "SmsStatus",
                "received",
                "MessagingServiceSid",
                "MG1");

        assertThat(text.eventKey()).isEqualTo(SID);
        assertThat(text.channel()).isEqualTo(Channel.SMS);
        assertThat(text.from()).containsExactly(new TextAddress("phone", "+33612345678"));
        assertThat(text.to()).isEqualTo("+33199000001");
        assertThat(text.body()).isEqualTo("Bonjour 😀 à vous");
        assertThat(text.segments()).isEqualTo(2);
        assertThat(text.details()).isEqualTo(Map.of("messaging_service_sid", "MG1"));
        assertThat(text.unparsed()).isFalse();
    }

    @Test
    void knowsAWhatsappCustomerByTheSameNumber() {
        InboundText text = read(
                "From",
                "whatsapp:+33612345678",
                "To",
                "whatsapp:+33199000001",
                "ProfileName",
                "Ana 🌸",
                "WaId",
                "33612345678",
                "MessageType",
                "text");

        assertThat(text.channel()).isEqualTo(Channel.WHATSAPP);
        assertThat(text.from()).containsExactly(new TextAddress("phone", "+33612345678"));
        assertThat(text.to()).isEqualTo("+33199000001");
        assertThat(text.name()).isEqualTo("Ana 🌸");
        assertThat(text.body()).isEmpty();
        assertThat(text.details()).isEqualTo(Map.of("wa_id", "33612345678", "message_type", "text"));
    }

    @Test
    void knowsACustomerWithoutANumber() {
        InboundText text = read(
                "From",
                "whatsapp:US.13491208655302741918",
                "To",
                "whatsapp:+33199000001",
                "ExternalUserId",
                "whatsapp:US.13491208655302741918");

        assertThat(text.from()).containsExactly(new TextAddress("whatsapp", "US.13491208655302741918"));
        assertThat(text.from().getFirst().wire(Channel.WHATSAPP)).isEqualTo("whatsapp:US.13491208655302741918");
    }

    @Test
    void bringsBothNamesOfACustomerTogether() {
        assertThat(read(
                                "From",
                                "whatsapp:+33612345678",
                                "To",
                                "whatsapp:+33199000001",
                                "ExternalUserId",
                                "whatsapp:FR.9")
                        .from())
                .containsExactly(new TextAddress("phone", "+33612345678"), new TextAddress("whatsapp", "FR.9"));
        assertThat(read("From", "whatsapp:FR.9", "To", "whatsapp:+33199000001", "WaId", "33612345678")
                        .from())
                .containsExactly(new TextAddress("whatsapp", "FR.9"), new TextAddress("phone", "+33612345678"));
    }

    @Test
    void keepsTenMediaAndMore() {
        List<String> parameters = new ArrayList<>(List.of("NumMedia", "10"));
        for (int i = 0; i < 12; i++) {
            parameters.addAll(List.of("MediaUrl" + i, "https://api.twilio.com/ME" + i));
            parameters.addAll(List.of("MediaContentType" + i, "image/jpeg"));
        }

        InboundText text = read(parameters.toArray(String[]::new));

        assertThat(text.media()).hasSize(12);
        assertThat(text.media().get(10)).isEqualTo(new Media("https://api.twilio.com/ME10", "image/jpeg"));
        assertThat(text.details().get("media"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .first()
                .isEqualTo(Map.of("url", "https://api.twilio.com/ME0", "content_type", "image/jpeg"));
    }

    @Test
    void keepsWhatOnlySomeMessagesHave() {
        InboundText text = read(
                "Latitude",
                "48.8566",
                "Longitude",
                "2.3522",
                "Address",
                "Paris",
                "Label",
                "Ici",
                "ButtonText",
                "Oui",
                "ButtonPayload",
                "yes-1",
                "ReferralBody",
                "Promo",
                "ReferralSourceUrl",
                "https://fb.me/x",
                "OriginalRepliedMessageSid",
                "SM9",
                "OriginalRepliedMessageSender",
                "whatsapp:+33199000001",
                "Forwarded",
                "true",
                "ChannelMetadata",
                "{\"type\":\"whatsapp\"}",
                "ListId",
                "menu-3");

        assertThat(text.details())
                .isEqualTo(Map.of(
                        "location",
                                Map.of(
                                        "latitude",
                                        "48.8566",
                                        "longitude",
                                        "2.3522",
                                        "address",
                                        "Paris",
                                        "label",
                                        "Ici"),
                        "button", Map.of("text", "Oui", "payload", "yes-1"),
                        "referral", Map.of("body", "Promo", "source_url", "https://fb.me/x"),
                        "reply_to", Map.of("sid", "SM9", "sender", "whatsapp:+33199000001"),
                        "forwarded", "true",
                        "channel_metadata", "{\"type\":\"whatsapp\"}",
                        "list_id", "menu-3"));
    }

    @Test
    void readsTwiliosOptOutTypeAndNoOther() {
        assertThat(read("OptOutType", "STOP").optOutType()).isEqualTo("STOP");
        assertThat(read("OptOutType", "MAYBE").optOutType()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+33612345678, phone, true",
        "36105, phone, true",
        "AMAZON, phone, false",
        "Ma Banque 2, phone, false",
        "whatsapp:FR.12ab, whatsapp, true",
    })
    void readsEveryKindOfSender(String from, String kind, boolean answerable) {
        TextAddress sender = read("From", from).from().getFirst();

        assertThat(sender.kind()).isEqualTo(kind);
        assertThat(sender.canBeAnswered()).isEqualTo(answerable);
    }

    @ParameterizedTest
    @CsvSource({
        "MessageSid, SMxyz",
        "MessageSid, ''",
        "From, ''",
        "From, messenger:12345",
        "From, whatsapp:",
        "From, +33 6 12 34",
        "To, ''",
        "To, rcs:agent_x",
    })
    void keepsWhatItCannotRead(String name, String value) {
        InboundText text = read(name, value, "Body", "Bonjour", "X", "a\0b");

        assertThat(text.unparsed()).isTrue();
        assertThat(text.eventKey())
                .startsWith(name.equals("MessageSid") ? "unparsed/" : SID)
                .isEqualTo(read(name, value, "X", "a\0b", "Body", "Bonjour").eventKey());
        assertThat(text.details()).containsEntry("unparsed", name);
        assertThat(text.details().get("parameters"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("Body", List.of("Bonjour"))
                .containsEntry("X", List.of("a\ufffdb"));
    }

    @Test
    void staysReadableInADatabaseThatHasNoNulCharacter() {
        assertThat(read("Body", "a\0b", "Label", "c\0d").toString()
                        + read("Body", "a\0b").body())
                .doesNotContain("\0");
        assertThat(read("Label", "c\0d").details().toString()).doesNotContain("\0");
    }

    @Test
    void neverThrowsWhateverWasSigned() throws Exception {
        ObjectMapper json = new ObjectMapper();
        String[] names = {
            "MessageSid",
            "From",
            "To",
            "Body",
            "NumMedia",
            "MediaUrl0",
            "MediaUrl999",
            "MediaUrl1000",
            "Latitude",
            "ReferralBody",
            "Referral",
            "Button",
            "OptOutType",
            "NumSegments",
            "WaId",
            "ExternalUserId",
            "",
            "Ünï",
            "__proto__"
        };
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            List<String> parameters = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                parameters.add(names[random.nextInt(names.length)]);
                parameters.add(random.nextInt(4) == 0 ? "whatsapp:+33612345678" : RandomText.legal(random, 8));
            }

            InboundText text = random.nextBoolean()
                    ? read(parameters.toArray(String[]::new))
                    : InboundText.from(form(parameters.toArray(String[]::new)));

            assertThat(text.eventKey()).as("seed %d", seed).isNotBlank();
            assertThat(json.writeValueAsString(text.details()) + text.body())
                    .as("seed %d", seed)
                    .doesNotContain("\\u0000");
        }
    }

    @Test
    void saysNothingAboutPeopleInALog() {
        assertThat(read("Body", "secret").toString()).doesNotContain("secret", "+336");
    }

    private static InboundText read(String... parameters) {
        Map<String, List<String>> all = new java.util.LinkedHashMap<>(Map.of(
                "MessageSid", List.of(SID),
                "AccountSid", List.of("AC1"),
                "From", List.of("+33612345678"),
                "To", List.of("+33199000001")));
        all.putAll(form(parameters).parameters());
        return InboundText.from(new TwilioForm(all));
    }

    private static TwilioForm form(String... parameters) {
        Map<String, List<String>> all = new java.util.LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], List.of(parameters[i + 1]));
        }
        return new TwilioForm(all);
    }
}
