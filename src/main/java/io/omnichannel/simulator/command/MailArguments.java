package io.omnichannel.simulator.command;

import io.omnichannel.simulator.mail.SimulatedMail;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What {@code simulate mail} was asked for.
 *
 * @param from with a name or without: {@code Ann <ann@example.com>}
 * @param words the mail's text, empty for lines from the terminal or a pipe
 */
record MailArguments(URI url, String from, String to, String subject, Path data, Duration patience, String words) {

    static final String USAGE =
            """
            Usage: simulate mail     [--url http://localhost:8787] [--from "Camille <camille@client.example>"]
                                     [--to bonjour@demo.example] [--subject "Une question"] [--data ./data] [--wait 15] [text…]

            Writes a mail the way SendGrid hands one over, and prints what is mailed back. Without a text you type at a prompt,
            and an empty line ends it; from a pipe every line is a mail. From the second on each answers the answer
            before, in its thread.
            """;

    /** @throws IllegalArgumentException for anything that is not in the usage */
    static MailArguments parse(List<String> arguments, Map<String, String> environment) {
        String url = "http://localhost:" + environment.getOrDefault("SERVER_PORT", "8787");
        String from = "Camille <camille@client.example>";
        String to = SimulatedMail.DEMO_ADDRESS;
        String subject = "Une question";
        String data = environment.getOrDefault("OMNICHANNEL_DATA_DIR", "./data");
        String wait = "15";
        List<String> words = new ArrayList<>();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--url" -> url = Arguments.value(argument, left, USAGE);
                case "--from" -> from = Arguments.value(argument, left, USAGE);
                case "--to" -> to = Arguments.value(argument, left, USAGE);
                case "--subject" -> subject = Arguments.value(argument, left, USAGE);
                case "--data" -> data = Arguments.value(argument, left, USAGE);
                case "--wait" -> wait = Arguments.value(argument, left, USAGE);
                default -> {
                    Arguments.require(!argument.startsWith("--"), "What is " + argument + "?\n\n" + USAGE);
                    words.add(argument);
                }
            }
        }
        Arguments.requireAddress(url);
        Arguments.requireSeconds(wait);
        requireMailbox("--from", from);
        requireMailbox("--to", to);
        Arguments.require(words.isEmpty() || !String.join(" ", words).isBlank(), "The text is empty.\n\n" + USAGE);
        return new MailArguments(
                URI.create(url),
                from,
                to,
                subject,
                Path.of(data),
                Duration.ofSeconds(Long.parseLong(wait)),
                String.join(" ", words));
    }

    private static void requireMailbox(String option, String mailbox) {
        Arguments.require(
                mailbox.matches("[^\\s<>]+@[^\\s<>]+|.*<[^\\s<>]+@[^\\s<>]+>\\s*"),
                option + " is an address such as camille@client.example or Camille <camille@client.example>, not \""
                        + mailbox + "\"");
    }
}
