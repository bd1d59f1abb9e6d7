package io.omnichannel.email;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Bytes of a mail to text that can be kept: the charset it names, or the likeliest one when that is wrong. */
final class MailText {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private MailText() {}

    /**
     * Decodes; a character that was cut in two at the end is left out.
     *
     * @param charset as the mail names it, or empty
     */
    static String decode(byte[] bytes, String charset) {
        Charset named = charset(charset);
        return clean(strict(bytes, named)
                .or(() -> strict(bytes, StandardCharsets.UTF_8))
                .orElseGet(() -> new String(bytes, WINDOWS_1252)));
    }

    /**
     * Text with line feeds only, without what PostgreSQL cannot keep or a screen cannot show: zero bytes, controls, halves
     * of surrogates.
     */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(c -> {
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (half) {
                clean.append('\ufffd');
            } else if (c == '\n' || c == '\t' || !Character.isISOControl(c) && c != '\ufeff') {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    /** One line, for a header or a name: controls and line ends become blanks. */
    static String line(String text) {
        return clean(text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")).strip();
    }

    /** At most {@code length} characters, never half of one. */
    static String atMost(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static Charset charset(String name) {
        String label = name.strip().toLowerCase(Locale.ROOT);
        // As browsers do: what calls itself Latin 1 or ASCII and has more is Windows' Latin 1.
        if (label.equals("iso-8859-1") || label.equals("latin1")) {
            return WINDOWS_1252;
        }
        try {
            return label.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(label);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(
                        charset.equals(WINDOWS_1252) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        // Not the end of input: half a character at the end is what a limit cut.
        if (decoder.decode(ByteBuffer.wrap(bytes), text, false).isError()) {
            return Optional.empty();
        }
        return Optional.of(text.flip().toString());
    }
}
