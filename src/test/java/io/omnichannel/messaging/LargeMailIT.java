package io.omnichannel.messaging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import io.omnichannel.World.Tenant;
import io.omnichannel.email.SendGridDevelopmentKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest mails through the whole program. What it allocates is counted, over all threads: less than the mail has. */
class LargeMailIT extends MailStory {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String BOUNDARY = "large";

    @TempDir
    Path folder;

    @Test
    void takesSixtyFilesOfThirtyMegabytesTogetherWithoutHoldingThem() throws Exception {
        Tenant tenant = shop();
        Path form = form(tenant, 60, MEGABYTE / 2);
        long size = Files.size(form);
        // What is made once at the first mail is not the mail's.
        send(form(tenant, 1, 1024));

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getTotalThreadAllocatedBytes();
        String answer = send(form);
        long allocated = threads.getTotalThreadAllocatedBytes() - before;

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(allocated).isLessThan(size);
        JsonNode files = messages(tenant, "inbound").getLast().at("/details/attachments");
        assertThat(files)
                .hasSize(60)
                .allSatisfy(file -> assertThat(file.path("size").asInt()).isEqualTo(MEGABYTE / 2));
        assertThat(files("spool")).isEmpty();
    }

    @Test
    void refusesOneThatIsLargerWhetherItSaysSoOrNot() throws Exception {
        Tenant tenant = shop();
        Path form = form(tenant, 1, 31 * MEGABYTE);

        assertThat(send(form)).startsWith("HTTP/1.1 413");
        assertThat(sendInChunks(form)).startsWith("HTTP/1.1 413");

        assertThat(world.count("omni_messages", tenant)).isZero();
        assertThat(files("spool")).isEmpty();
    }

    @Test
    void takesABatchOfEventsThatIsLargerThanATextMayBe() throws Exception {
        byte[] batch = ("[" + "{\"sg_event_id\":\"x\",\"event\":\"open\"},".repeat(10_000) + "{}]").getBytes(US_ASCII);

        assertThat(batch).hasSizeGreaterThan(256 * 1024);
        assertThat(signed("/email-events", "application/json", batch)).isEqualTo(200);
    }

    private Path form(Tenant tenant, int files, int size) throws IOException {
        Path form = folder.resolve(files + "-" + size);
        Random random = new Random(files);
        byte[] content = new byte[size];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(form))) {
            part(out, "name=\"from\"", customer.getBytes(US_ASCII));
            part(out, "name=\"text\"", "Voici les photos".getBytes(US_ASCII));
            part(out, "name=\"envelope\"", ("{\"to\":[\"" + address(tenant) + "\"]}").getBytes(US_ASCII));
            for (int i = 1; i <= files; i++) {
                random.nextBytes(content);
                part(out, "name=\"attachment" + i + "\"; filename=\"" + i + ".jpg\"", content);
            }
            out.write(("--" + BOUNDARY + "--\r\n").getBytes(US_ASCII));
        }
        return form;
    }

    private static void part(OutputStream out, String name, byte[] content) throws IOException {
        out.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + name + "\r\n\r\n").getBytes(US_ASCII));
        out.write(content);
        out.write("\r\n".getBytes(US_ASCII));
    }

    private String send(Path form) throws IOException {
        return send(form, "Content-Length: " + Files.size(form), false);
    }

    private String sendInChunks(Path form) throws IOException {
        return send(form, "Transfer-Encoding: chunked", true);
    }

    /** By hand, with one buffer: the client's own memory must not be taken for the server's. */
    private String send(Path form, String length, boolean chunked) throws IOException {
        String now = String.valueOf(Instant.now().getEpochSecond());
        String signature;
        try (InputStream bytes = Files.newInputStream(form)) {
            signature = SendGridDevelopmentKey.in(Path.of(DATA)).sign(now, bytes);
        }
        try (Socket socket = new Socket("localhost", world.server().getPort());
                InputStream bytes = Files.newInputStream(form)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /webhooks/omnichannel/email HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + length
                            + "\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\n" + TIMESTAMP + ": "
                            + now + "\r\n" + SIGNATURE + ": " + signature + "\r\n\r\n")
                    .getBytes(US_ASCII));
            byte[] buffer = new byte[64 * 1024];
            try {
                for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                    if (chunked) {
                        out.write((Integer.toHexString(read) + "\r\n").getBytes(US_ASCII));
                    }
                    out.write(buffer, 0, read);
                    if (chunked) {
                        out.write("\r\n".getBytes(US_ASCII));
                    }
                }
                out.write(chunked ? "0\r\n\r\n".getBytes(US_ASCII) : new byte[0]);
            } catch (IOException refusedHalfway) {
                // The answer says why.
            }
            return new String(socket.getInputStream().readNBytes(12), US_ASCII);
        }
    }
}
