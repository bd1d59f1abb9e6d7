package io.omnichannel.simulator.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A mail that somebody writes to us; immutable, each change is a new one with the same Message-ID.
 *
 * @param from with a name or without: {@code Ann <ann@example.com>}
 * @param to whom it is delivered to
 * @param headers beside sender, recipient and subject; in order
 */
public record SimulatedMail(
        String from, List<String> to, String subject, String text, Map<String, String> headers, List<File> files) {

    /** Where the demo tenant of an empty database gets its mail. */
    public static final String DEMO_ADDRESS = "bonjour@demo.example";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /** A file that comes with it. */
    public record File(String name, String type, byte[] content) {}

    /** The first mail of a thread. */
    public static SimulatedMail of(String from, String to, String subject, String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Message-ID", "<" + UUID.randomUUID() + "@" + bare(from).replaceFirst("^.*@", "") + ">");
        headers.put("Date", DATE.format(Instant.now().atOffset(ZoneOffset.UTC)));
        return new SimulatedMail(from, List.of(to), subject, text, headers, List.of());
    }

    public SimulatedMail {
        to = List.copyOf(to);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        files = List.copyOf(files);
    }

    /** What somebody writes back, as mail programs do: in the thread, with all of the answer quoted below. */
    public static SimulatedMail answer(SentMail answered, String text) {
        String quoted = answered.text().lines().map(line -> "> " + line).reduce("", (all, line) -> all + line + "\n");
        String references = (answered.header("References") + " " + answered.messageId()).strip();
        return of(
                        answered.to(),
                        answered.from(),
                        answered.subject(),
                        text + "\n\nOn 1 June, <" + answered.from() + "> wrote:\n" + quoted)
                .with("In-Reply-To", answered.messageId())
                .with("References", references);
    }

    public SimulatedMail with(String header, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(header, value);
        return new SimulatedMail(from, to, subject, text, changed, files);
    }

    /** From the same person, name and all. */
    public SimulatedMail from(String sender) {
        return new SimulatedMail(sender, to, subject, text, headers, files);
    }

    /** Delivered to others, or to nobody. */
    public SimulatedMail sentTo(String... recipients) {
        return new SimulatedMail(from, List.of(recipients), subject, text, headers, files);
    }

    public SimulatedMail file(String name, String type, byte[] content) {
        List<File> more = new ArrayList<>(files);
        more.add(new File(name, type, content));
        return new SimulatedMail(from, to, subject, text, headers, more);
    }

    public String messageId() {
        return headers.getOrDefault("Message-ID", "");
    }

    /** The sender's address alone. */
    public String sender() {
        return bare(from);
    }

    public static String bare(String address) {
        return address.replaceFirst("(?s)^.*<(.*)>.*$", "$1");
    }
}
