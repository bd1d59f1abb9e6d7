package io.omnichannel.email;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/** The head of a mail by name; names in any case, lines unfolded, encoded words decoded. */
public final class MailHeaders {

    private static final int MOST = 1000;
    private static final Pattern FOLD = Pattern.compile("\\R[ \\t]+");
    private static final MailHeaders NONE = new MailHeaders(Map.of());

    private final Map<String, List<String>> values;

    private MailHeaders(Map<String, List<String>> values) {
        this.values = values;
    }

    static MailHeaders none() {
        return NONE;
    }

    /** Reads a block of header lines; what is no header line is passed over. */
    public static MailHeaders parse(String block) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        FOLD.matcher(block).replaceAll(" ").lines().limit(MOST).forEach(line -> {
            int colon = line.indexOf(':');
            String name = colon < 1 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && name.indexOf(' ') < 0) {
                values.computeIfAbsent(name, absent -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        });
        return new MailHeaders(values);
    }

    /** The first of that name as a person reads it, or empty. */
    public String first(String name) {
        return decoded(raw(name));
    }

    /** The first of that name as it came, unfolded, or empty. */
    public String raw(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    public List<String> all(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public boolean has(String name) {
        return values.containsKey(name.toLowerCase(Locale.ROOT));
    }

    static String decoded(String value) {
        if (!value.contains("=?")) {
            return MailText.line(value);
        }
        try {
            return MailText.line(DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT, StandardCharsets.UTF_8));
        } catch (RuntimeException undecodable) {
            return MailText.line(value);
        }
    }
}
