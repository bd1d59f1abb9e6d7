package io.omnichannel.admin;

import io.omnichannel.platform.ProblemException;
import io.omnichannel.voices.FoundSound;
import io.omnichannel.voices.Sound;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Sends a sound: whole and as it comes, or the part of it that a player asked for (RFC 9110, section 14). A part of a sound
 * that is still on its way is cut from the whole, once that is there.
 */
@Component
final class SoundAnswer implements Processor {

    private static final String TYPE = "audio/mpeg";
    private static final String RANGE = "OmniRange";
    private static final String ONLY_OF = "OmniIfRange";

    /** To be called while the request's own message is still there: a provider's answer takes its place. */
    static void rememberRange(Exchange exchange) {
        Servlet.request(exchange).ifPresent(request -> {
            exchange.setProperty(RANGE, request.getHeader("Range"));
            exchange.setProperty(ONLY_OF, request.getHeader("If-Range"));
        });
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        FoundSound found = exchange.getMessage().getBody(FoundSound.class);
        String tag = '"' + found.request().key().substring(0, 32) + '"';
        Optional<String> range = Optional.ofNullable(exchange.getProperty(RANGE, String.class))
                .filter(given -> tag.equals(exchange.getProperty(ONLY_OF, tag, String.class)));
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("Accept-Ranges", "bytes");
        message.setHeader("Cache-Control", "private, max-age=3600");
        message.setHeader("ETag", tag);
        message.setHeader(Exchange.CONTENT_TYPE, TYPE);
        if (found.file() != null) {
            send(message, Whole.of(found.file()), range);
        } else if (range.isEmpty()) {
            Sound sound = found.coming();
            message.setHeader(Exchange.CONTENT_TYPE, sound.contentType());
            message.setBody(sound.bytes());
        } else {
            Sound sound = found.coming();
            message.setHeader(Exchange.CONTENT_TYPE, sound.contentType());
            try (InputStream bytes = sound.bytes()) {
                send(message, Whole.of(bytes.readAllBytes()), range);
            }
        }
    }

    private static void send(Message message, Whole whole, Optional<String> range) throws IOException {
        // A length tells a player how long the bar is.
        message.setHeader(Exchange.HTTP_CHUNKED, false);
        long length = whole.length();
        Optional<ByteRange> asked = range.flatMap(given -> ByteRange.of(given, length));
        if (asked.isEmpty()) {
            message.setBody(whole.from(0, length));
            return;
        }
        ByteRange part = asked.get();
        if (part.isEmpty()) {
            throw new ProblemException(
                    416, "Range not satisfiable", "The sound has " + length + " bytes", "range_not_satisfiable");
        }
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 206);
        message.setHeader("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + length);
        message.setBody(whole.from(part.first(), part.last() - part.first() + 1));
    }

    /** All bytes of a sound, in memory or on disk. */
    private interface Whole {

        long length() throws IOException;

        InputStream from(long first, long count) throws IOException;

        static Whole of(byte[] bytes) {
            return new Whole() {
                @Override
                public long length() {
                    return bytes.length;
                }

                @Override
                public InputStream from(long first, long count) {
                    return new java.io.ByteArrayInputStream(bytes, (int) first, (int) count);
                }
            };
        }

        static Whole of(Path file) {
            return new Whole() {
                @Override
                public long length() throws IOException {
                    return java.nio.file.Files.size(file);
                }

                @Override
                public InputStream from(long first, long count) throws IOException {
                    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                    channel.position(first);
                    return new Part(Channels.newInputStream(channel), count);
                }
            };
        }
    }

    /** The first bytes of a stream. */
    private static final class Part extends FilterInputStream {
        private long left;

        Part(InputStream bytes, long count) {
            super(bytes);
            this.left = count;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? super.read() : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
