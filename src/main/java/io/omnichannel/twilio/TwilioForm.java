package io.omnichannel.twilio;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decoded parameters of a form body or a query: names in the order they came, repeated names and empty values kept, nothing
 * trimmed, because Twilio signs every one of them.
 */
public record TwilioForm(Map<String, List<String>> parameters) {

    /** Far above what Twilio sends (about 40, ten media included), far below what hurts. */
    static final int MAX_PARAMETERS = 1_000;

    private static final TwilioForm EMPTY = new TwilioForm(Map.of());

    public TwilioForm {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        parameters.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        parameters = Collections.unmodifiableMap(copy);
    }

    public static TwilioForm empty() {
        return EMPTY;
    }

    /**
     * Reads {@code application/x-www-form-urlencoded} bytes.
     *
     * @throws MalformedForm for a broken percent sequence, bytes that are not UTF-8 or too many parameters
     */
    public static TwilioForm decode(byte[] body) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        int count = 0;
        for (int start = 0; start < body.length; ) {
            int end = indexOf(body, '&', start, body.length);
            if (end > start) {
                if (++count > MAX_PARAMETERS) {
                    throw new MalformedForm("More than " + MAX_PARAMETERS + " parameters");
                }
                int equals = indexOf(body, '=', start, end);
                String name = text(body, start, equals);
                String value = text(body, Math.min(equals + 1, end), end);
                parameters.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return parameters.isEmpty() ? EMPTY : new TwilioForm(parameters);
    }

    /** The first value of a name, which may be the empty string. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The first value of a name, empty when it is absent. */
    public String value(String name) {
        List<String> values = parameters.get(name);
        return values == null ? "" : values.getFirst();
    }

    /** Every value of a name in the order they came; empty when it is absent. */
    public List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The names in the order they first came. */
    public Set<String> names() {
        return parameters.keySet();
    }

    /** How many parameters; the values are people's numbers and words and stay out of logs. */
    @Override
    public String toString() {
        return "TwilioForm[" + parameters.size() + " names]";
    }

    private static int indexOf(byte[] body, char wanted, int from, int to) {
        int at = from;
        while (at < to && body[at] != wanted) {
            at++;
        }
        return at;
    }

    private static String text(byte[] body, int from, int to) {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            byte next = body[at];
            if (next == '%') {
                next = percent(body, at, to);
                at += 2;
            } else if (next == '+') {
                next = ' ';
            }
            decoded[length++] = next;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedForm("The parameter at byte " + from + " is not UTF-8");
        }
    }

    private static byte percent(byte[] body, int at, int to) {
        int high = at + 2 < to ? Character.digit(body[at + 1], 16) : -1;
        int low = at + 2 < to ? Character.digit(body[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw new MalformedForm("A percent sign without two hex digits at byte " + at);
        }
        return (byte) (high << 4 | low);
    }
}
