package io.omnichannel.email;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The bytes of a form as SendGrid posts it; large parts are written without being held. */
final class MailForm implements AutoCloseable {

    static final String BOUNDARY = "xYzZY";
    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;
    static final String ENVELOPE = "{\"to\":[\"contact@boutique.example\"],\"from\":\"claire.moreau@example.fr\"}";

    private final OutputStream out;

    MailForm(OutputStream out) {
        this.out = out;
    }

    /** In memory. */
    static byte[] bytes(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MailForm form = new MailForm(bytes)) {
            writing.to(form);
        }
        return bytes.toByteArray();
    }

    interface Writing {
        void to(MailForm form) throws IOException;
    }

    /** A body as the door would have spooled it. */
    static SpooledBody spooled(Path directory, byte[] bytes) throws IOException {
        return new MailSpool(directory, bytes.length).take(new ByteArrayInputStream(bytes));
    }

    MailForm field(String name, String value) throws IOException {
        return field(name, value, StandardCharsets.UTF_8);
    }

    MailForm field(String name, String value, Charset charset) throws IOException {
        head("form-data; name=\"" + name + "\"", "");
        out.write(value.getBytes(charset));
        return end();
    }

    MailForm file(String name, String fileName, String type, InputStream content) throws IOException {
        head("form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"", "Content-Type: " + type + "\r\n");
        content.transferTo(out);
        return end();
    }

    MailForm stream(String name, InputStream content) throws IOException {
        head("form-data; name=\"" + name + "\"", "");
        content.transferTo(out);
        return end();
    }

    @Override
    public void close() throws IOException {
        write("--" + BOUNDARY + "--\r\n");
        out.close();
    }

    private void head(String disposition, String more) throws IOException {
        write("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n" + more + "\r\n");
    }

    private MailForm end() throws IOException {
        write("\r\n");
        return this;
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
