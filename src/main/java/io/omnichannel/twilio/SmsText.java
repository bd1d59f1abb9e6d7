package io.omnichannel.twilio;

import java.util.List;
import java.util.Map;

/**
 * A text as a telephone network carries and bills it. Pure.
 *
 * @param text what is sent: look-alikes of GSM-7 characters replaced when that alone makes it GSM-7, else as it was written
 * @param units septets in GSM-7, UTF-16 code units in UCS-2
 * @param segments how many messages the network makes of it; 0 for no text
 */
public record SmsText(String text, Encoding encoding, int units, int segments) {

    /** Twilio takes no longer body (error 21617); code units, so that whatever Twilio counts is not more. */
    public static final int MAX_LENGTH = 1_600;

    /** An ellipsis becomes three characters, and nothing more. */
    private static final int SHORTEST_LIMIT = MAX_LENGTH / 3;

    /** What one segment holds, alone and as one of several, whose header takes room (3GPP TS 23.040). */
    public enum Encoding {
        GSM_7("GSM-7", 160, 153),
        UCS_2("UCS-2", 70, 67);

        private final String wireName;
        private final int alone;
        private final int joined;

        Encoding(String wireName, int alone, int joined) {
            this.wireName = wireName;
            this.alone = alone;
            this.joined = joined;
        }
    }

    /** The text as we would send it. */
    public static SmsText of(String text) {
        String folded = Gsm7.folded(text);
        return measured(Gsm7.writes(folded) ? folded : text);
    }

    /** The text as it is, nothing replaced. */
    public static SmsText measured(String text) {
        Encoding encoding = Gsm7.writes(text) ? Encoding.GSM_7 : Encoding.UCS_2;
        int units =
                text.codePoints().map(character -> units(character, encoding)).sum();
        int segments = units <= encoding.alone ? Math.min(units, 1) : joinedSegments(text, encoding);
        return new SmsText(text, encoding, units, segments);
    }

    /**
     * A text in messages that Twilio takes, cut where a reader would; none for a blank text. Each fits as it was written and
     * with its look-alikes replaced, some of which grow: one that did not would be sent dearly. So on WhatsApp, too, from
     * where a message may yet go by text.
     */
    public static List<String> cut(String text) {
        int limit = MAX_LENGTH;
        List<String> parts = TextCutter.cut(text, limit);
        while (excess(parts) > 0 && limit > SHORTEST_LIMIT) {
            limit = Math.max(limit - excess(parts), SHORTEST_LIMIT);
            parts = TextCutter.cut(text, limit);
        }
        return parts;
    }

    private static int excess(List<String> parts) {
        return parts.stream().mapToInt(part -> of(part).text.length()).max().orElse(0) - MAX_LENGTH;
    }

    /** What {@link #cut} makes of a text, as it is sent by text message. */
    public static List<SmsText> parts(String text) {
        return cut(text).stream().map(SmsText::part).toList();
    }

    /** What a text costs, as it is kept with its message: {@code segments} of all its parts, and their {@code encoding}. */
    public static Map<String, Object> cost(List<SmsText> parts) {
        boolean ucs2 = parts.stream().anyMatch(part -> part.encoding == Encoding.UCS_2);
        return Map.of(
                "segments",
                parts.stream().mapToInt(SmsText::segments).sum(),
                "encoding",
                (ucs2 ? Encoding.UCS_2 : Encoding.GSM_7).wireName);
    }

    /** A part as it is sent: one that would grow too long for Twilio stays as it was written. */
    public static SmsText part(String part) {
        SmsText folded = of(part);
        return folded.text.length() <= MAX_LENGTH ? folded : measured(part);
    }

    // Neither an escaped character nor a surrogate pair is divided between two segments.
    private static int joinedSegments(String text, Encoding encoding) {
        int segments = 1;
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            int units = units(character, encoding);
            if (used + units > encoding.joined) {
                segments++;
                used = 0;
            }
            used += units;
            at += Character.charCount(character);
        }
        return segments;
    }

    private static int units(int character, Encoding encoding) {
        return encoding == Encoding.GSM_7 ? Gsm7.septets((char) character) : Character.charCount(character);
    }
}
