package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken forms and mails give a mail or a {@link MalformedMail}, never anything else. */
class MailFuzzTest {

    private static final int ROUNDS = 500;
    private static final String RAW = "From: =?utf-8?Q?A=C3=A9?= <a@example.fr>\r\nSubject: =?utf-8?B?w6k=?=\r\n"
            + "References: <a@b> <c@d>\r\nContent-Type: multipart/mixed; boundary=\"m\"; x*0*=utf-8''%C3\r\n\r\n--m\r\n"
            + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + "<p>d=C3=A9j=C3=A0 <a href=3D\"https://x\">x</a></p><blockquote>On 1 a wrote:</blockquote>\r\n--m\r\n"
            + "Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename*=UTF-8''%C3%A9\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogeA0KDQp4\r\n--m--\r\n";
    private static final String[] PIECES = {
        "\r\n",
        "\n",
        "\r",
        "--",
        "--m",
        "--m--",
        "--" + MailForm.BOUNDARY,
        ":",
        ";",
        "=",
        "\"",
        "=?",
        "?=",
        "=?utf-8?Q?",
        "Content-Type: multipart/mixed; boundary=m\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "boundary=",
        "\u0000",
        "Content-Type: text/plain; charset=x-none\r\n",
        "*0*=",
        "%zz",
        "<",
        ">",
        "{",
        "}",
        "é",
        "\ud83d\ude00",
        "(",
        ")"
    };

    @TempDir
    private Path data;

    private InboundParse parse;

    @BeforeEach
    void open() {
        parse = new InboundParse(new ObjectMapper(), new Nowhere());
    }

    @Test
    void readsOrRefusesWhateverComes() throws IOException {
        byte[] form = MailForm.bytes(written -> written
                .field("headers", "Message-ID: <x@y>\n")
                .field("envelope", MailForm.ENVELOPE)
                .field("charsets", "{\"text\":\"utf-8\"}")
                .field("text", "Bonjour\n> a\nOn 1 Jun, a@b wrote:\n")
                .stream("email", new ByteArrayInputStream(RAW.getBytes(StandardCharsets.UTF_8)))
                .file("attachment1", "a.txt", "text/plain", new ByteArrayInputStream(new byte[] {1, 2})));
        Random random = new Random(42);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] broken = broken(form, random);
            try (SpooledBody body = MailForm.spooled(data, broken)) {
                InboundMail mail = parse.parse(MailForm.CONTENT_TYPE, body);
                assertThat(mail.text()).doesNotContain("\u0000", "\r");
                assertThat(mail.eventKey("a@b.example")).isNotEmpty();
                read++;
            } catch (MalformedMail malformed) {
                assertThat(malformed).hasMessageNotContaining("Bonjour");
                refused++;
            }
        }
        assertThat(read).isGreaterThan(ROUNDS / 10);
        assertThat(refused).isGreaterThan(ROUNDS / 100);
    }

    @Test
    void readsAnyTextAsMarkupQuotesAddressesAndHeaders() {
        Random random = new Random(43);
        for (int round = 0; round < ROUNDS; round++) {
            String text = new String(broken(RAW.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.ISO_8859_1);

            assertThat(HtmlText.of(text)).isNotNull();
            assertThat(QuotedText.words(text, text)).isNotNull();
            assertThat(MailHeaders.parse(text).first("Subject")).doesNotContain("\n");
            MailAddress.parse(text.lines().findFirst().orElse(""))
                    .ifPresent(found -> assertThat(found.address()).contains("@"));
        }
    }

    @Test
    void readsTextsThatAreBuiltToBeSlow() {
        for (String piece :
                new String[] {"<", "<a@", "On 1 wrote ", "On 1 a\n", "> \n", "\n", " \n", "-- x\n", "From: x\n", "Le "
                }) {
            String text = piece.repeat(1_000_000 / piece.length());

            assertThat(QuotedText.words(text, "")).isNotNull();
            assertThat(MailAddress.parse(text)).isNotNull();
            assertThat(MailHeaders.parse(text)).isNotNull();
        }
        for (String piece :
                new String[] {"<div>", "<b>", "<blockquote>", "<a href=x>", "<table><tr><td>", "<!--", "&"}) {
            assertThat(HtmlText.of(piece.repeat(1_000_000 / piece.length()))).isNotNull();
        }
    }

    private static byte[] broken(byte[] whole, Random random) {
        StringBuilder text = new StringBuilder(new String(whole, StandardCharsets.ISO_8859_1));
        for (int i = 1 + random.nextInt(8); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default -> text.setLength(random.nextInt(20) == 0 ? at : text.length());
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads to the end and keeps nothing: the disk is not what is tested. */
    private static final class Nowhere implements AttachmentStore {

        @Override
        public Content put(InputStream content) throws IOException {
            return new Content("0".repeat(64), content.transferTo(OutputStream.nullOutputStream()));
        }

        @Override
        public InputStream open(String sha256) {
            return InputStream.nullInputStream();
        }

        @Override
        public boolean remove(String sha256) {
            return false;
        }
    }
}
