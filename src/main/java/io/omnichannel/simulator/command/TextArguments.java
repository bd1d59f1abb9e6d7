package io.omnichannel.simulator.command;

import io.omnichannel.simulator.call.CallSetup;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@code simulate sms} or {@code simulate whatsapp} was asked for.
 *
 * @param details parameters of the first message beside its text: media, location, name
 * @param words the text, empty for lines from the terminal or a pipe
 */
record TextArguments(
        boolean whatsapp,
        URI url,
        String from,
        String to,
        Path data,
        Duration patience,
        Map<String, String> details,
        String words) {

    static final String USAGE =
            """
            Usage: simulate sms      [--url http://localhost:8787] [--from +33612345678] [--to +33199000001]
                                     [--data ./data] [--wait 15] [--media URL]… [text…]
                   simulate whatsapp [the same] [--name Camille] [--location 48.8566,2.3522] [--button payload] [text…]

            Writes to a running server, the way Twilio does, and prints what it answers. Without a text you type at a
            prompt, and an empty line ends it; from a pipe every line is a text. Each waits for the answer to the one
            before, --wait seconds at most.
            """;

    private static final Pattern OURS = Pattern.compile("\\+[1-9]\\d{6,14}");
    // Short codes write too, and on WhatsApp people who hide their number.
    private static final Pattern CUSTOMERS = Pattern.compile(OURS.pattern() + "|\\d{3,8}|[A-Za-z]{2}\\.[\\w.-]+");

    /** @throws IllegalArgumentException for anything that is not in the usage */
    static TextArguments parse(boolean whatsapp, List<String> arguments, Map<String, String> environment) {
        String url = "http://localhost:" + environment.getOrDefault("SERVER_PORT", "8787");
        String from = "+33612345678";
        String to = CallSetup.DEMO_NUMBER;
        String data = environment.getOrDefault("OMNICHANNEL_DATA_DIR", "./data");
        String wait = "15";
        List<String> media = new ArrayList<>();
        Map<String, String> details = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--url" -> url = Arguments.value(argument, left, USAGE);
                case "--from" -> from = Arguments.value(argument, left, USAGE);
                case "--to" -> to = Arguments.value(argument, left, USAGE);
                case "--data" -> data = Arguments.value(argument, left, USAGE);
                case "--wait" -> wait = Arguments.value(argument, left, USAGE);
                case "--media" -> media.add(Arguments.value(argument, left, USAGE));
                case "--name" -> details.put("ProfileName", Arguments.value(argument, left, USAGE));
                case "--location" -> location(Arguments.value(argument, left, USAGE), details);
                case "--button" -> details.put("ButtonPayload", Arguments.value(argument, left, USAGE));
                default -> {
                    Arguments.require(!argument.startsWith("--"), "What is " + argument + "?\n\n" + USAGE);
                    words.add(argument);
                }
            }
        }
        Arguments.requireAddress(url);
        Arguments.requireSeconds(wait);
        Arguments.require(
                OURS.matcher(to).matches(), "--to is a number such as " + CallSetup.DEMO_NUMBER + ", not " + to);
        Arguments.require(
                CUSTOMERS.matcher(from).matches(),
                "--from is a number such as +33612345678, not " + from + ": a name cannot be answered");
        String text = String.join(" ", words);
        Arguments.require(words.isEmpty() || !text.isBlank() || !media.isEmpty(), "The text is empty.\n\n" + USAGE);
        for (int i = 0; i < media.size(); i++) {
            details.put("MediaUrl" + i, media.get(i));
            details.put("MediaContentType" + i, "image/jpeg");
        }
        if (details.containsKey("ButtonPayload")) {
            details.put("ButtonText", text);
        }
        return new TextArguments(
                whatsapp,
                URI.create(url),
                from,
                to,
                Path.of(data),
                Duration.ofSeconds(Long.parseLong(wait)),
                details,
                text);
    }

    /** With the channel's prefix. */
    String wire(String address) {
        return whatsapp ? "whatsapp:" + address : address;
    }

    String channel() {
        return whatsapp ? "whatsapp" : "sms";
    }

    /** Whether one message is written, and nothing is read from the terminal. */
    boolean isOneMessage() {
        return !words.isEmpty() || details.keySet().stream().anyMatch(name -> !name.equals("ProfileName"));
    }

    private static void location(String place, Map<String, String> details) {
        String[] sides = place.split(",");
        Arguments.require(sides.length == 2, "--location is latitude,longitude, such as 48.8566,2.3522");
        details.put("Latitude", sides[0].strip());
        details.put("Longitude", sides[1].strip());
    }
}
