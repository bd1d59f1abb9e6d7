package io.omnichannel.email;

import java.io.IOException;
import java.io.InputStream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;

/** Reads a form or a mail part by part while its bytes stream by; never holds more than a buffer and one head. */
final class MimeParts {

    private static final int MOST_PARTS = 200;
    private static final int DEEPEST = 20;
    private static final int LONGEST_HEAD = 512 * 1024;
    private static final MimeConfig LIMITS = MimeConfig.custom()
            .setMaxLineLen(64 * 1024)
            .setMaxHeaderLen(64 * 1024)
            .setMaxHeaderCount(1000)
            .build();

    /** Takes what is found, in order. */
    interface Reader {

        /** The head of the whole mail. */
        default void head(MailHeaders headers) {
            // A form has none.
        }

        /** One part that has no parts itself; the body is decoded, and gone after the call. */
        void part(PartHead head, InputStream body) throws IOException;
    }

    private final MimeTokenStream tokens = new MimeTokenStream(LIMITS, DecodeMonitor.SILENT, null, null);
    private final Reader reader;
    private final boolean form;
    private final StringBuilder head = new StringBuilder();
    private boolean isTopHead;
    private int depth;
    private int parts;

    private MimeParts(Reader reader, boolean form) {
        this.reader = reader;
        this.form = form;
    }

    /**
     * Reads {@code multipart/form-data}; each part is one field, whatever type it has.
     *
     * @throws MalformedMail when it is not that
     */
    static void ofForm(String contentType, InputStream body, Reader reader) throws IOException {
        MimeParts form = new MimeParts(reader, true);
        if (!contentType.strip().regionMatches(true, 0, "multipart/form-data", 0, 19)) {
            throw new MalformedMail("The request is not multipart/form-data");
        }
        form.run(() -> form.tokens.parseHeadless(body, MailText.line(contentType)));
        if (form.parts == 0) {
            throw new MalformedMail("The form has no fields");
        }
    }

    /** Reads a whole mail; mails inside it are parts. @throws MalformedMail when it passes a limit */
    static void ofMail(InputStream mail, Reader reader) throws IOException {
        MimeParts parts = new MimeParts(reader, false);
        parts.isTopHead = true;
        parts.run(() -> parts.tokens.parse(mail));
    }

    private void run(Runnable start) throws IOException {
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        begin(start);
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = next()) {
            switch (state) {
                case T_START_MULTIPART -> {
                    depth++;
                    if (form || depth >= DEEPEST) {
                        tokens.setRecursionMode(RecursionMode.M_FLAT);
                    }
                }
                case T_END_MULTIPART -> depth--;
                case T_START_HEADER -> head.setLength(0);
                case T_FIELD -> addField(tokens.getField().getRaw());
                case T_END_HEADER -> endHead();
                case T_BODY -> body();
                default -> {
                    // Preambles, epilogues and ends say nothing.
                }
            }
        }
    }

    private void addField(ByteSequence raw) {
        if (raw != null && head.length() + raw.length() < LONGEST_HEAD) {
            head.append(MailText.decode(raw.toByteArray(), "").strip()).append('\n');
        }
    }

    private void endHead() {
        if (isTopHead) {
            isTopHead = false;
            reader.head(MailHeaders.parse(head.toString()));
        }
    }

    private void body() throws IOException {
        if (++parts > MOST_PARTS) {
            throw new MalformedMail("More than " + MOST_PARTS + " parts");
        }
        try {
            reader.part(PartHead.of(MailHeaders.parse(head.toString())), tokens.getDecodedInputStream());
        } catch (MimeIOException malformed) {
            throw unreadable(malformed);
        }
    }

    private void begin(Runnable start) {
        try {
            start.run();
        } catch (RuntimeException malformed) {
            throw unreadable(malformed);
        }
    }

    private EntityState next() throws IOException {
        try {
            return tokens.next();
        } catch (MimeException | MimeIOException | RuntimeException malformed) {
            throw unreadable(malformed);
        }
    }

    private static MalformedMail unreadable(Exception malformed) {
        return new MalformedMail("Not readable as MIME: " + malformed.getClass().getSimpleName(), malformed);
    }
}
