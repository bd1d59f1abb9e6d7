package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty megabytes go to the disk: what this thread allocates on the heap is counted, not how long it takes. */
class LargeMailTest {

    private static final int ALL = 30 * 1024 * 1024;
    private static final long HEAP = 8 * 1024 * 1024;

    @TempDir
    private Path data;

    @Test
    void takesThirtyMegabytesInParsedModeWithoutHoldingThem() throws IOException {
        Path form = data.resolve("form");
        try (MailForm written = new MailForm(Files.newOutputStream(form))) {
            written.field("envelope", MailForm.ENVELOPE);
            for (int i = 1; i <= 60; i++) {
                written.file("attachment" + i, i + ".bin", "application/octet-stream", noise(ALL / 60, i));
            }
        }

        InboundMail mail = take(form);

        assertThat(mail.attachments())
                .hasSize(60)
                .allSatisfy(file -> assertThat(file.content().size()).isEqualTo(ALL / 60));
    }

    @Test
    void takesThirtyMegabytesInRawModeWithoutHoldingThem() throws IOException {
        String head =
                "Subject: large\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nsee file\r\n--m\r\n"
                        + "Content-Type: video/mp4; name=v.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        Path form = data.resolve("form");
        try (MailForm written = new MailForm(Files.newOutputStream(form))) {
            InputStream mail = new SequenceInputStream(stream(head), lines(ALL / 78));
            written.field("envelope", MailForm.ENVELOPE).stream(
                    "email", new SequenceInputStream(mail, stream("--m--\r\n")));
        }

        InboundMail mail = take(form);

        assertThat(mail.text()).isEqualTo("see file");
        assertThat(mail.attachments())
                .singleElement()
                .satisfies(video -> assertThat(video.content().size()).isEqualTo(ALL / 78 * 57L));
    }

    private InboundMail take(Path form) throws IOException {
        SendGridDevelopmentKey key = SendGridDevelopmentKey.in(data);
        MailDoor door = new MailDoor(
                new SendGridKeys(List.of(key.open())),
                new MailSpool(data.resolve("spool"), 31L * 1024 * 1024),
                Duration.ofMinutes(10),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        InboundParse parse = new InboundParse(new ObjectMapper(), new FileAttachmentStore(data.resolve("attachments")));
        String timestamp = Long.toString(System.currentTimeMillis() / 1000);
        String signature;
        try (InputStream bytes = Files.newInputStream(form)) {
            signature = key.sign(timestamp, bytes);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        InboundMail mail;
        try (InputStream bytes = Files.newInputStream(form);
                SpooledBody body = door.admit(timestamp, signature, bytes)) {
            mail = parse.parse(MailForm.CONTENT_TYPE, body);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes allocated for 30 MB of mail").isLessThan(HEAP);
        assertThat(data.resolve("spool")).isEmptyDirectory();
        return mail;
    }

    /** Bytes of every value, boundaries' dashes among them. */
    private static InputStream noise(int length, int seed) {
        return new InputStream() {
            private int at;
            private int state = seed;

            @Override
            public int read() {
                state = state * 1103515245 + 12345;
                return at++ < length ? state >>> 16 & 0xff : -1;
            }
        };
    }

    /** Base64 of 57 bytes a line. */
    private static InputStream lines(int count) {
        byte[] line = ("QUJD".repeat(19) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                return at < (long) count * line.length ? line[(int) (at++ % line.length)] : -1;
            }
        };
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
