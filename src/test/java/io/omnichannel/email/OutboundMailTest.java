package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.mail.MailProperties;

class OutboundMailTest {

    private static final UUID OUTBOX = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-06-03T08:05:00Z"), ZoneOffset.UTC);
    private static final MailAddress US = new MailAddress("Boutique \"Été\"", "contact@boutique.example");
    private static final MailAddress CLAIRE = new MailAddress("Claire Moreau", "claire@example.fr");
    private static final MailThread THREAD =
            new MailThread("AW: Re: été 🎁", "<new@example.fr>", List.of("<first@example.fr>"));

    @RegisterExtension
    private final GreenMailExtension server = new GreenMailExtension(patient())
            .withConfiguration(GreenMailConfiguration.aConfig().withUser("login", "secret"));

    /** On a busy machine a server takes its time to start. */
    private static ServerSetup patient() {
        ServerSetup setup = ServerSetupTest.SMTP.dynamicPort();
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    @Test
    void saysToSendGridWhatItsDocumentationAsksFor() throws IOException {
        JsonNode sent = new ObjectMapper().readTree(new SendGridMail(new ObjectMapper()).of(reply("Bonjour 🎁")));

        JsonNode one = sent.at("/personalizations/0");
        assertThat(one.at("/to/0/email").asText()).isEqualTo("claire@example.fr");
        assertThat(one.at("/to/0/name").asText()).isEqualTo("Claire Moreau");
        assertThat(one.at("/headers/In-Reply-To").asText()).isEqualTo("<new@example.fr>");
        assertThat(one.at("/headers/References").asText()).isEqualTo("<first@example.fr> <new@example.fr>");
        assertThat(one.at("/headers/Message-ID").asText()).isEqualTo("<" + OUTBOX + "@boutique.example>");
        assertThat(one.at("/headers/Auto-Submitted").asText()).isEqualTo("auto-replied");
        assertThat(one.at("/custom_args/omni_outbox").asText()).isEqualTo(OUTBOX.toString());
        assertThat(sent.at("/from/email").asText()).isEqualTo("contact@boutique.example");
        assertThat(sent.at("/subject").asText()).isEqualTo("Re: été 🎁");
        assertThat(sent.at("/content/0/type").asText()).isEqualTo("text/plain");
        assertThat(sent.at("/content/0/value").asText()).isEqualTo("Bonjour 🎁");
        assertThat(sent.has("reply_to")).isFalse();
    }

    @Test
    void overridesNoHeaderThatSendGridReserves() throws IOException {
        JsonNode sent = new ObjectMapper().readTree(new SendGridMail(new ObjectMapper()).of(reply("Bonjour")));

        sent.at("/personalizations/0/headers").fieldNames().forEachRemaining(name -> assertThat(
                        name.toLowerCase(Locale.ROOT))
                .isNotIn(
                        "x-sg-id",
                        "x-sg-eid",
                        "received",
                        "dkim-signature",
                        "content-type",
                        "content-transfer-encoding",
                        "to",
                        "from",
                        "subject",
                        "reply-to",
                        "cc",
                        "bcc"));
    }

    @Test
    void goesThroughCamelAndSmtpWithOurMessageId() throws Exception {
        Session session = SmtpSession.of(smtp(), Duration.ofSeconds(20));
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("mailSession", session);
            camel.start();
            camel.createProducerTemplate()
                    .sendBody(
                            "smtp:configured?session=#mailSession",
                            new SmtpMail(session, CLOCK).of(reply("Déjà 🎁\nfin")));
        }

        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getMessageID()).isEqualTo("<" + OUTBOX + "@boutique.example>");
        assertThat(received.getHeader("In-Reply-To")).containsExactly("<new@example.fr>");
        assertThat(received.getHeader("References", " ").split("\\s+"))
                .containsExactly("<first@example.fr>", "<new@example.fr>");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(received.getHeader("Date")).containsExactly("Mon, 3 Jun 2024 08:05:00 +0000");
        assertThat(received.getSubject()).isEqualTo("Re: été 🎁");
        assertThat(received.getContent().toString()).isEqualToNormalizingNewlines("Déjà 🎁\nfin");
        assertThat(received.getFrom()[0].toString()).endsWith("<contact@boutique.example>");
        assertThat(received.getAllRecipients()).hasSize(1);
    }

    @Test
    void letsNobodyWriteHeaders() throws Exception {
        String evil = "x\r\nBcc: victim@example.com\r\n\r\nbody";
        MailAddress named = new MailAddress(evil, "claire@example.fr");
        MailThread thread = new MailThread(evil, "<a@b>\r\nBcc: victim@example.com", List.of("<a\r\nBcc:x@b>"));
        OutboundMail mail = OutboundMail.reply(OUTBOX, named, named, thread, evil, false);
        MimeMessage message = new SmtpMail(Session.getInstance(new Properties()), CLOCK).of(mail);

        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(mail.inReplyTo()).isEmpty();
        assertThat(mail.references()).isEmpty();
        assertThat(mail.subject()).doesNotContain("\r", "\n");
        assertThat(mail.headers()).containsOnlyKeys("Message-ID");
    }

    @Test
    void keepsTheRootAndTheLatestOfALongThread() {
        List<String> ids =
                IntStream.range(0, 100).mapToObj(i -> "<" + i + "@x>").toList();
        OutboundMail mail = OutboundMail.reply(OUTBOX, US, CLAIRE, new MailThread("s", "<new@x>", ids), "text", true);

        assertThat(mail.references()).hasSize(20).startsWith("<0@x>", "<82@x>").endsWith("<99@x>", "<new@x>");
    }

    @Test
    void beginsAThreadWhereThereIsNothingToAnswer() {
        OutboundMail mail =
                OutboundMail.reply(OUTBOX, US, CLAIRE, new MailThread("Votre commande", "", List.of()), "text", false);

        assertThat(mail.subject()).isEqualTo("Votre commande");
        assertThat(mail.headers()).doesNotContainKeys("In-Reply-To", "References");
    }

    @Test
    void needsSomethingToSayAndSomebodyToSayItTo() {
        assertThatThrownBy(() -> OutboundMail.reply(OUTBOX, US, MailAddress.NONE, THREAD, "text", false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reply(" \n")).isInstanceOf(IllegalArgumentException.class);
        assertThat(reply("text")).hasToString("OutboundMail[" + OUTBOX + ", 4 characters]");
    }

    @ParameterizedTest
    @CsvSource({
        "Hello, Re: Hello",
        "Re: Hello, Re: Hello",
        "RE: Re: re : Hello, Re: Hello",
        "AW: Hello, Re: Hello",
        "Re[2]: Hello, Re: Hello",
        "RÉF: Hello, Re: Hello",
        "Fwd: Hello, Re: Fwd: Hello",
        "Regarding: Hello, Re: Regarding: Hello",
        "Re:Hello, Re: Hello",
        "'', Re:",
        "'Re: ', Re:"
    })
    void putsOneReInFront(String subject, String answered) {
        assertThat(ReplySubject.of(subject)).isEqualTo(answered);
    }

    private static OutboundMail reply(String text) {
        return OutboundMail.reply(OUTBOX, US, CLAIRE, THREAD, text, true);
    }

    private MailProperties smtp() {
        MailProperties settings = new MailProperties();
        settings.setHost("127.0.0.1");
        settings.setPort(server.getSmtp().getPort());
        settings.setUsername("login");
        settings.setPassword("secret");
        return settings;
    }
}
