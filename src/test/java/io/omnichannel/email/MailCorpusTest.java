package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails as people's and machines' programs write them, through raw mode. */
class MailCorpusTest {

    private static final Path MAILS = Path.of("src/test/resources/mails");

    @TempDir
    private Path data;

    static Stream<String> people() throws IOException {
        try (Stream<Path> files = Files.list(MAILS.resolve("people"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml"))
                    .map(name -> name.replace(".eml", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("people")
    void findsWhatAPersonWrote(String name) throws IOException {
        InboundMail mail = read("people/" + name + ".eml");

        assertThat(mail.words())
                .isEqualTo(Files.readString(MAILS.resolve("people/" + name + ".words"))
                        .strip());
        assertThat(mail.automatic()).isEmpty();
        assertThat(mail.damage()).isEmpty();
        assertThat(mail.from()).isEqualTo(new MailAddress("Claire Moreau", "claire.moreau@example.fr"));
    }

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/mails/machines/reasons.csv", quoteCharacter = '"')
    void knowsAMachine(String name, String reason) throws IOException {
        assertThat(read("machines/" + name + ".eml").automatic()).isEqualTo(reason);
    }

    private InboundMail read(String file) throws IOException {
        byte[] mail = Files.readAllBytes(MAILS.resolve(file));
        byte[] form = MailForm.bytes(written ->
                written.stream("email", new ByteArrayInputStream(mail)).field("envelope", MailForm.ENVELOPE));
        try (SpooledBody body = MailForm.spooled(data, form)) {
            return new InboundParse(new ObjectMapper(), new FileAttachmentStore(data.resolve("attachments")))
                    .parse(MailForm.CONTENT_TYPE, body);
        }
    }
}
