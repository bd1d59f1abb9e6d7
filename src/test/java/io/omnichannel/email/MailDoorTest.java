package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omnichannel.email.RejectedMail.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailDoorTest {

    private static final Instant NOW = Instant.parse("2024-06-03T10:00:00Z");
    private static final byte[] BODY = "a mail".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path data;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private SendGridDevelopmentKey key;
    private MailDoor door;

    @BeforeEach
    void open() {
        key = SendGridDevelopmentKey.in(data);
        door = door(new SendGridKeys(List.of(key.open())), 1000);
    }

    @Test
    void spoolsAProvedBodyToAFileWithoutAName() throws IOException {
        try (SpooledBody spooled = door.admit(at(0), key.sign(at(0), stream(BODY)), stream(BODY))) {
            assertThat(spooled.open()).hasBinaryContent(BODY);
            assertThat(spooled.open()).as("a second time").hasBinaryContent(BODY);
        }

        assertThat(spool()).isEmpty();
        assertThat(count("valid")).isOne();
    }

    @Test
    void keepsNothingOfAForgedBody() throws IOException {
        String signature = key.sign(at(0), stream(BODY));

        assertThatThrownBy(() -> door.admit(at(0), signature, stream("another".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(RejectedMail.class, forged -> assertThat(forged.reason())
                        .isEqualTo(Reason.WRONG_SIGNATURE));
        assertThat(spool()).isEmpty();
        assertThat(count("wrong_signature")).isOne();
    }

    @ParameterizedTest
    @CsvSource({"-262801, false", "-262800, true", "-259200, true", "600, true", "601, false"})
    void takesTimestampsInsideTheWindowOnly(long seconds, boolean taken) throws IOException {
        String timestamp = at(seconds);
        String signature = key.sign(timestamp, stream(BODY));

        if (taken) {
            door.admit(timestamp, signature, stream(BODY)).close();
        } else {
            assertThatThrownBy(() -> door.admit(timestamp, signature, unread()))
                    .isInstanceOfSatisfying(RejectedMail.class, stale -> assertThat(stale.reason())
                            .isEqualTo(Reason.STALE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', x, MISSING_SIGNATURE",
        "1, '', MISSING_SIGNATURE",
        "now, x, WRONG_SIGNATURE",
        "-1, x, WRONG_SIGNATURE",
        "9999999999999999999, x, WRONG_SIGNATURE"
    })
    void refusesWithoutReadingTheBody(String timestamp, String signature, Reason reason) {
        assertThatThrownBy(() -> door.admit(timestamp, signature, unread()))
                .isInstanceOfSatisfying(RejectedMail.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
    }

    @Test
    void refusesEveryMailWithoutAKey() {
        assertThatThrownBy(() -> door(SendGridKeys.of(""), 1000).admit(at(0), "x", unread()))
                .isInstanceOfSatisfying(RejectedMail.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.NO_KEY));
    }

    @Test
    void stopsReadingAtTheLimitAndKeepsNothing() throws IOException {
        byte[] fits = new byte[1000];
        door.admit(at(0), key.sign(at(0), stream(fits)), stream(fits)).close();

        assertThatThrownBy(() -> door.admit(at(0), "x", endless())).isInstanceOf(OversizedMail.class);
        assertThat(spool()).isEmpty();
    }

    @Test
    void keepsNothingOfABodyThatBreaksOff() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> door.admit(at(0), "x", broken)).isInstanceOf(IOException.class);
        assertThat(spool()).isEmpty();
    }

    @Test
    void sweepsWhatAKilledProcessLeft() throws IOException {
        Path spool = Files.createDirectories(data.resolve("spool"));
        Path old = Files.writeString(spool.resolve("mail-1.spool"), "x");
        Path young = Files.writeString(spool.resolve("mail-2.spool"), "x");
        Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofMinutes(61))));
        Files.setLastModifiedTime(young, FileTime.from(NOW.minus(Duration.ofMinutes(59))));

        new MailSpool(spool, 1).sweep(NOW);

        assertThat(spool()).containsExactly(young);
    }

    private MailDoor door(SendGridKeys keys, long maxBytes) {
        return new MailDoor(
                keys,
                new MailSpool(data.resolve("spool"), maxBytes),
                Duration.ofHours(73),
                Clock.fixed(NOW, ZoneOffset.UTC),
                metrics);
    }

    private double count(String result) {
        return metrics.counter("omni.mail.signatures", "result", result).count();
    }

    private List<Path> spool() throws IOException {
        if (Files.notExists(data.resolve("spool"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(data.resolve("spool"))) {
            return files.toList();
        }
    }

    private static String at(long seconds) {
        return Long.toString(NOW.getEpochSecond() + seconds);
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
    }

    private static InputStream unread() {
        return new InputStream() {
            @Override
            public int read() {
                throw new UncheckedIOException(new IOException("The body was read"));
            }
        };
    }
}
