package io.omnichannel.simulator.command;

import io.omnichannel.simulator.call.CallSetup;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What {@code simulate call} was asked for.
 *
 * @param publicUrl the address that the server was given as its own
 * @param script a file, "-" for standard input, "" for the terminal if there is one
 */
record CallArguments(URI url, String publicUrl, String from, String to, Path data, String script) {

    static final String USAGE =
            """
            Usage: simulate call [--url http://localhost:8787] [--from +33612345678] [--to +33199000001]
                                 [--data ./data] [script-file | -]

            Makes a phone call to a running server, the way Twilio does. In a terminal you type what the caller says;
            Ctrl-C cuts in, a digit is a key, an empty line hangs up. From a script or a pipe, line by line:
              Bonjour                     the caller says it and waits for the whole answer
              !interrupt after 3 words    cuts into the answer to the line above
              !digit 5                    presses a key
              !drop                       breaks the line to the server; the call goes on
              !hangup                     as an empty line does
              # a comment
            """;

    /** @throws IllegalArgumentException for anything that is not in the usage */
    static CallArguments parse(List<String> arguments, Map<String, String> environment) {
        String url = "http://localhost:" + environment.getOrDefault("SERVER_PORT", "8787");
        String from = "+33612345678";
        String to = CallSetup.DEMO_NUMBER;
        String data = environment.getOrDefault("OMNICHANNEL_DATA_DIR", "./data");
        String script = "";
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--url" -> url = Arguments.value(argument, left, USAGE);
                case "--from" -> from = Arguments.value(argument, left, USAGE);
                case "--to" -> to = Arguments.value(argument, left, USAGE);
                case "--data" -> data = Arguments.value(argument, left, USAGE);
                default -> {
                    Arguments.require(
                            !argument.startsWith("--") && script.isEmpty(), "What is " + argument + "?\n\n" + USAGE);
                    script = argument;
                }
            }
        }
        Arguments.requireAddress(url);
        String publicUrl = environment.getOrDefault("OMNICHANNEL_PUBLIC_URL", "");
        return new CallArguments(
                URI.create(url), publicUrl.isBlank() ? url : publicUrl, from, to, Path.of(data), script);
    }
}
