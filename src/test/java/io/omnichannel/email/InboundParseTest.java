package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundParseTest {

    private static final String HEADERS =
            "Received: by mx.sendgrid.net\n with SMTP id abc\nMessage-ID: <new@example.fr>\n"
                    + "In-Reply-To: <01900000-0000-7000-8000-000000000001@boutique.example>\n"
                    + "References: <first@example.fr>\n <01900000-0000-7000-8000-000000000001@boutique.example>\n"
                    + "Reply-To: =?utf-8?Q?Cl=C3=A9?= <cle@example.fr>\n";

    @TempDir
    private Path data;

    private AttachmentStore store;
    private InboundParse parse;

    @BeforeEach
    void open() {
        store = new FileAttachmentStore(data.resolve("attachments"));
        parse = new InboundParse(new ObjectMapper(), store);
    }

    @Test
    void readsAMailInParsedMode() throws IOException {
        InboundMail mail = read(form -> form.field("headers", HEADERS)
                .field("from", "Élodie \"Lo\" Martin <Elodie.Martin@Example.FR>")
                .field("to", "Boutique <contact+42@Boutique.example>")
                .field("subject", "Re: Votre commande 🎁")
                .field("text", "Oui 👍\r\n\r\n-- \r\nÉlodie\r\n")
                .field("html", "<p>Oui</p>")
                .field("envelope", "{\"to\":[\"Contact+42@Boutique.Example\"],\"from\":\"bounce@example.fr\"}")
                .field("charsets", "{\"to\":\"UTF-8\",\"text\":\"utf-8\"}")
                .field("SPF", "pass")
                .field("dkim", "{@example.fr : pass}")
                .field("attachments", "0"));

        assertThat(mail.envelopeTo()).containsExactly("contact@boutique.example");
        assertThat(mail.envelopeFrom()).isEqualTo("bounce@example.fr");
        assertThat(mail.from()).isEqualTo(new MailAddress("Élodie \"Lo\" Martin", "elodie.martin@example.fr"));
        assertThat(mail.subject()).isEqualTo("Re: Votre commande 🎁");
        assertThat(mail.messageId()).isEqualTo("<new@example.fr>");
        assertThat(MessageIds.outboxId(mail.inReplyTo())).isPresent();
        assertThat(mail.references()).hasSize(2).startsWith("<first@example.fr>");
        assertThat(mail.text()).isEqualTo("Oui 👍\n\n-- \nÉlodie");
        assertThat(mail.words()).isEqualTo("Oui 👍");
        assertThat(mail.html()).isEqualTo("<p>Oui</p>");
        assertThat(mail.spf()).isEqualTo("pass");
        assertThat(mail.dkim()).isEqualTo("{@example.fr : pass}");
        assertThat(mail.automatic()).isEmpty();
        assertThat(mail).hasToString("InboundMail[18 characters, 0 attachments]");
    }

    @Test
    void findsFieldsWhateverTheirCase() throws IOException {
        InboundMail mail = read(form -> form.field("Envelope", MailForm.ENVELOPE)
                .field("FROM", "a@example.fr")
                .field("Text", "Bonjour")
                .field("Subject", "Salut"));

        assertThat(mail.from().address()).isEqualTo("a@example.fr");
        assertThat(mail.text()).isEqualTo("Bonjour");
        assertThat(mail.subject()).isEqualTo("Salut");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "windows-1252", "ISO-8859-15", "utf-8", "UTF-16", "koi8-r", "shift_jis"})
    void decodesTheTextByTheCharsetThatIsNamed(String charset) throws IOException {
        String words = charset.equals("koi8-r") ? "Привет" : charset.equals("shift_jis") ? "こんにちは" : "déjà réglé";
        InboundMail mail = read(form -> form.field("text", words, Charset.forName(charset))
                .field("html", "<p>" + words + "</p>", Charset.forName(charset))
                .field("charsets", "{\"Text\":\"" + charset + "\",\"html\":\"" + charset + "\"}")
                .field("envelope", MailForm.ENVELOPE));

        assertThat(mail.text()).isEqualTo(words);
        assertThat(mail.html()).isEqualTo("<p>" + words + "</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-unknown", "utf-8", "us-ascii", "\\u0000", "../etc"})
    void guessesLatin1WhenTheNamedCharsetIsWrong(String charset) throws IOException {
        InboundMail mail = read(form -> form.field("text", "déjà 20 €", Charset.forName("windows-1252"))
                .field("charsets", "{\"text\":\"" + charset + "\"}")
                .field("envelope", MailForm.ENVELOPE));

        assertThat(mail.text()).isEqualTo("déjà 20 €");
    }

    @Test
    void readsAMailThatIsHtmlOnly() throws IOException {
        InboundMail mail = read(form -> form.field("html", "<div>Bonjour</div><script>x</script><div>Claire</div>")
                .field("envelope", MailForm.ENVELOPE));

        assertThat(mail.text()).isEqualTo("Bonjour\nClaire");
    }

    @Test
    void getsAlongWithNothingButAnEnvelope() throws IOException {
        InboundMail mail = read(form -> form.field("envelope", MailForm.ENVELOPE));

        assertThat(mail.from().address()).isEqualTo("claire.moreau@example.fr");
        assertThat(List.of(mail.subject(), mail.text(), mail.words(), mail.html(), mail.messageId(), mail.inReplyTo()))
                .containsOnly("");
    }

    @Test
    void knowsABounceByItsNullReturnPathOnlyWhenItIsTold() throws IOException {
        assertThat(read(form -> form.field("envelope", "{\"to\":[\"a@b.example\"],\"from\":\"\"}"))
                        .automatic())
                .isEqualTo("delivery report");
        assertThat(read(form -> form.field("envelope", "{\"to\":[\"a@b.example\"]}"))
                        .automatic())
                .isEmpty();
    }

    @Test
    void routesByTheEnvelopeNotByTheHeader() throws IOException {
        InboundMail mail = read(form -> form.field("to", "someone@else.example")
                .field("envelope", "{\"to\":[\"A@b.example\",\"a+x@b.example\",\"broken\",7,null,\"c@d.example.\"]}"));

        assertThat(mail.envelopeTo()).containsExactly("a@b.example", "c@d.example");
    }

    @Test
    void keepsSixtyAttachmentsInOrder() throws IOException {
        InboundMail mail = read(form -> {
            form.field("envelope", MailForm.ENVELOPE).field("attachments", "60");
            form.field(
                    "attachment-info",
                    "{\"attachment1\":{\"filename\":\"été 😀.pdf\",\"type\":\"application/pdf\",\"content-id\":\"<c1>\"}}");
            for (int i = 1; i <= 60; i++) {
                form.file("attachment" + i, "file" + i + ".bin", "application/x-thing", stream("content " + i % 59));
            }
        });

        assertThat(mail.attachments()).hasSize(60);
        Attachment first = mail.attachments().getFirst();
        assertThat(first.name()).isEqualTo("été 😀.pdf");
        assertThat(first.type()).isEqualTo("application/pdf");
        assertThat(first.contentId()).isEqualTo("c1");
        assertThat(mail.attachments().get(59).name()).isEqualTo("file60.bin");
        assertThat(store.open(mail.attachments().get(41).content().sha256())).hasContent("content 42");
        assertThat(mail.attachments().get(59).content())
                .isEqualTo(mail.attachments().get(0).content());
    }

    @Test
    void keepsAnAttachmentThatClaimsToBeMultipart() throws IOException {
        InboundMail mail = read(form -> form.field("envelope", MailForm.ENVELOPE)
                .file(
                        "attachment1",
                        "../../x\r\n.eml",
                        "multipart/mixed; boundary=b",
                        stream("--b\r\n\r\nin\r\n--b--")));

        assertThat(mail.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.name()).doesNotContain("/", "\n");
            assertThat(store.open(attachment.content().sha256())).hasContent("--b\r\n\r\nin\r\n--b--");
        });
    }

    @Test
    void readsAMailInRawMode() throws IOException {
        String raw = "From: =?iso-8859-1?Q?H=E9l=E8ne?= <helene@example.fr>\r\nTo: contact@boutique.example\r\n"
                + "Subject: =?utf-8?B?w6l0w6k=?=\r\n =?utf-8?B?IPCfjoE=?=\r\nMessage-ID: <raw@example.fr>\r\n"
                + "Content-Type: multipart/mixed; boundary=\"m\"\r\n\r\n--m\r\n"
                + "Content-Type: multipart/alternative; boundary=\"a\"\r\n\r\n--a\r\nContent-Type: text/plain;"
                + " charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nd=E9j=E0\r\n--a\r\n"
                + "Content-Type: text/html\r\n\r\n<b>d&eacute;j&agrave;</b>\r\n--a--\r\n--m\r\n"
                + "Content-Type: application/pdf\r\nContent-Disposition: attachment;"
                + " filename*=UTF-8''%C3%A9t%C3%A9.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--m\r\n"
                + "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner text\r\n--m--\r\n";
        InboundMail mail = read(form -> form.field("subject", "=?utf-8?B?w6l0w6k=?= 🎁").stream("email", stream(raw))
                .field("envelope", MailForm.ENVELOPE));

        assertThat(mail.from()).isEqualTo(new MailAddress("Hélène", "helene@example.fr"));
        assertThat(mail.subject()).isEqualTo("été 🎁");
        assertThat(mail.messageId()).isEqualTo("<raw@example.fr>");
        assertThat(mail.text()).isEqualTo("déjà");
        assertThat(mail.html()).isEqualTo("<b>d&eacute;j&agrave;</b>");
        assertThat(mail.attachments()).extracting(Attachment::name).containsExactly("été.pdf", "message.eml");
        assertThat(store.open(mail.attachments().get(0).content().sha256())).hasContent("hello");
        assertThat(store.open(mail.attachments().get(1).content().sha256()))
                .hasContent("Subject: inner\r\n\r\ninner text");
        assertThat(mail.damage()).isEmpty();
    }

    @Test
    void keepsTheOriginalOfARawMailThatCannotBeRead() throws IOException {
        StringBuilder bomb = new StringBuilder("Subject: bomb\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (int i = 0; i < 300; i++) {
            bomb.append("--b\r\n\r\nwords ").append(i).append("\r\n");
        }
        InboundMail mail =
                read(form -> form.field("envelope", MailForm.ENVELOPE).stream("email", stream(bomb.toString())));

        assertThat(mail.damage()).isEqualTo("More than 200 parts");
        assertThat(mail.subject()).isEqualTo("bomb");
        assertThat(mail.text()).startsWith("words 0").endsWith("words 199");
        Attachment original = mail.attachments().getLast();
        assertThat(original.name()).isEqualTo("message.eml");
        assertThat(store.open(original.content().sha256()))
                .hasContent(bomb.toString().strip());
    }

    @Test
    void stopsAtTheDepthThatNobodyNests() throws IOException {
        StringBuilder deep = new StringBuilder("Subject: deep\r\n");
        for (int i = 0; i < 5000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(i, i));
        }
        InboundMail mail =
                read(form -> form.field("envelope", MailForm.ENVELOPE).stream("email", stream(deep.toString())));

        assertThat(mail.subject()).isEqualTo("deep");
        assertThat(mail.attachments()).isNotEmpty();
    }

    @Test
    void keepsWordsThatAreTooLongAsAFileToo() throws IOException {
        String words = "é".repeat(PartKeeper.LONGEST_WORDS);
        InboundMail mail = read(form -> form.field("text", "x" + words)
                .field("charsets", "{\"text\":\"utf-8\"}")
                .field("envelope", MailForm.ENVELOPE));

        assertThat(mail.text()).hasSize(PartKeeper.LONGEST_WORDS / 2).endsWith("é");
        assertThat(mail.attachments()).singleElement().satisfies(whole -> {
            assertThat(whole.name()).isEqualTo("message.txt");
            assertThat(whole.content().size()).isEqualTo(1L + 2L * PartKeeper.LONGEST_WORDS);
        });
    }

    @Test
    void hasTheSameKeyForTheSameMailInAnotherForm() throws IOException {
        byte[] form = MailForm.bytes(written -> written.field("text", "a").field("envelope", MailForm.ENVELOPE));
        String other = new String(form, StandardCharsets.UTF_8).replace(MailForm.BOUNDARY, "another");

        InboundMail first = read(MailForm.CONTENT_TYPE, form);
        InboundMail again = read("multipart/form-data; boundary=another", other.getBytes(StandardCharsets.UTF_8));

        assertThat(first.eventKey("a@b.example"))
                .isEqualTo(again.eventKey("a@b.example"))
                .isNotEqualTo(first.eventKey("c@b.example"))
                .startsWith("mail/");
        assertThat(read(written -> written.field("text", "b").field("envelope", MailForm.ENVELOPE))
                        .eventKey("a@b.example"))
                .isNotEqualTo(first.eventKey("a@b.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "Message-ID: <1@b.example>, Message-ID: <1@b.example>, true",
        "Message-ID: <1@b.example>, Message-ID: <2@b.example>, false"
    })
    void hasTheSameKeyForTheSameMailThatCannotBeReadWhole(String headers, String again, boolean same)
            throws IOException {
        String one = new String(damaged(headers), StandardCharsets.UTF_8);
        String other = new String(damaged(again), StandardCharsets.UTF_8).replace(MailForm.BOUNDARY, "another");

        InboundMail first = read(MailForm.CONTENT_TYPE, one.getBytes(StandardCharsets.UTF_8));
        InboundMail second = read("multipart/form-data; boundary=another", other.getBytes(StandardCharsets.UTF_8));

        assertThat(first.damage()).isNotEmpty();
        assertThat(first.eventKey("a@b.example").equals(second.eventKey("a@b.example")))
                .isEqualTo(same);
    }

    @Test
    void tellsMailsApartOfWhichNearlyNothingCanBeRead() throws IOException {
        InboundMail one = read(MailForm.CONTENT_TYPE, damaged("X-One: 1"));
        InboundMail other = read(MailForm.CONTENT_TYPE, damaged("X-One: 2"));

        assertThat(one.eventKey("a@b.example")).isNotEqualTo(other.eventKey("a@b.example"));
    }

    @Test
    void keepsNoCharacterThatTheDatabaseRefuses() throws IOException {
        InboundMail mail = read(form -> form.field("text", "a\u0000b\u0007c\ufeff")
                .field("subject", "a\u0000b\r\nBcc: x")
                .field("from", "a\u0000b <a@example.fr>")
                .field("envelope", MailForm.ENVELOPE));

        assertThat(mail.text()).isEqualTo("abc");
        assertThat(mail.subject()).isEqualTo("ab Bcc: x");
        assertThat(mail.from().name()).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "",
                "multipart/form-data",
                "multipart/form-data; boundary=other",
                "multipart/mixed; boundary=xYzZY"
            })
    void refusesWhatIsNoForm(String contentType) throws IOException {
        byte[] form = MailForm.bytes(written -> written.field("envelope", MailForm.ENVELOPE));

        assertThatThrownBy(() -> read(contentType, form)).isInstanceOf(MalformedMail.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "\"a@b.example\"", "{\"to\":", "<html>"})
    void refusesAFormWithoutAnEnvelope(String envelope) {
        assertThatThrownBy(() -> read(form -> form.field("envelope", envelope)))
                .isInstanceOf(MalformedMail.class)
                .hasMessageContaining("envelope");
    }

    @Test
    void keepsTheRequestOfAFormThatCannotBeReadBehindItsEnvelope() throws IOException {
        InboundMail mail = read(form -> form.field("envelope", MailForm.ENVELOPE)
                .field("from", "claire@example.fr")
                .field("subject", "x".repeat(PartKeeper.LONGEST_FIELD + 1)));

        assertThat(mail.damage()).startsWith("A field is longer");
        assertThat(mail.from().address()).isEqualTo("claire@example.fr");
        assertThat(mail.attachments()).singleElement().satisfies(request -> assertThat(request.name())
                .isEqualTo("request.bin"));
    }

    @Test
    void refusesAFormThatCannotBeReadBeforeItsEnvelope() {
        assertThatThrownBy(() -> read(form -> form.field("subject", "x".repeat(PartKeeper.LONGEST_FIELD + 1))
                        .field("envelope", MailForm.ENVELOPE)))
                .isInstanceOf(MalformedMail.class);
    }

    @Test
    void saysWhomAMailIsForAndKeepsNothingOfIt() throws IOException {
        byte[] form = MailForm.bytes(written -> written.file("attachment1", "a.bin", "image/png", stream("a picture"))
                .field("envelope", "{\"to\":[\"A+tag@b.example\",\"c@d.example\"]}"));
        try (SpooledBody body = MailForm.spooled(data, form)) {
            assertThat(parse.recipients(MailForm.CONTENT_TYPE, body)).containsExactly("a@b.example", "c@d.example");
        }
        assertThat(data.resolve("attachments")).doesNotExist();
    }

    private static byte[] damaged(String headers) throws IOException {
        return MailForm.bytes(form -> form.field("headers", headers + "\n")
                .field("envelope", MailForm.ENVELOPE)
                .field("subject", "x".repeat(PartKeeper.LONGEST_FIELD + 1)));
    }

    private InboundMail read(MailForm.Writing writing) throws IOException {
        return read(MailForm.CONTENT_TYPE, MailForm.bytes(writing));
    }

    private InboundMail read(String contentType, byte[] form) throws IOException {
        try (SpooledBody body = MailForm.spooled(data, form)) {
            return parse.parse(contentType, body);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
