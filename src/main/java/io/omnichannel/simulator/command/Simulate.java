package io.omnichannel.simulator.command;

import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.call.CallSetup;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Simulator;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * {@code simulate call}, {@code sms}, {@code whatsapp}, {@code mail}: a customer in the terminal or in a script. It starts
 * at once, without Spring.
 */
public final class Simulate {

    // An unhurried speaker; Ctrl-C is answered with what had been said by then at this speed.
    private static final double SPOKEN_WORDS_PER_SECOND = 2.6;
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintWriter out;

    Simulate(Map<String, String> environment, InputStream in, PrintWriter out) {
        this.environment = environment;
        this.in = in;
        this.out = out;
    }

    /**
     * Runs the command on the process's own terminal or pipe.
     *
     * @param args what follows {@code simulate}
     * @return 0 when the call went as Twilio would have it, else 1
     */
    public static int run(String[] args) {
        PrintWriter out = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8));
        return new Simulate(System.getenv(), new FileInputStream(FileDescriptor.in), out).run(Arrays.asList(args));
    }

    int run(List<String> args) {
        String command = args.isEmpty() ? "" : args.getFirst();
        if (isForHelp(args)) {
            out.println(usage(command));
            out.flush();
            return 0;
        }
        List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
        try (Simulator simulator = new Simulator()) {
            return switch (command) {
                case "call" -> call(simulator, CallArguments.parse(rest, environment));
                case "sms" -> write(simulator, TextArguments.parse(false, rest, environment));
                case "whatsapp" -> write(simulator, TextArguments.parse(true, rest, environment));
                case "mail" -> mail(simulator, MailArguments.parse(rest, environment));
                case "" -> throw new IllegalArgumentException(usage(command));
                default -> throw new IllegalArgumentException("What is " + command + "?\n\n" + usage(command));
            };
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
        } catch (IOException unreadable) {
            out.println("Cannot go on: " + unreadable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            out.flush();
        }
        return 1;
    }

    // "help" may well be what somebody texts.
    private static boolean isForHelp(List<String> args) {
        return args.contains("--help") || args.contains("-h") || args.equals(List.of("help"));
    }

    private static String usage(String command) {
        return switch (command) {
            case "call" -> CallArguments.USAGE;
            case "sms", "whatsapp" -> TextArguments.USAGE;
            case "mail" -> MailArguments.USAGE;
            default -> CallArguments.USAGE + "\n" + TextArguments.USAGE + "\n" + MailArguments.USAGE;
        };
    }

    private int call(Simulator simulator, CallArguments arguments) throws IOException, InterruptedException {
        Preflight.checkServer(simulator.http(), arguments.url());
        TwilioAccount account = new TwilioAccount(
                arguments.url(), arguments.publicUrl(), accountSid(), Preflight.token(environment, arguments.data()));
        CallSetup setup = CallSetup.of(account).from(arguments.from()).to(arguments.to());
        return call(simulator, setup, arguments.script());
    }

    private int write(Simulator simulator, TextArguments arguments) throws IOException, InterruptedException {
        Preflight.checkServer(simulator.http(), arguments.url());
        RemoteLedger ledger = ledger(simulator, arguments.data());
        new OurNumbers(simulator.http(), arguments.url(), environment, arguments.data())
                .check(arguments.to(), arguments.channel());
        return written(
                arguments.isOneMessage() ? Optional.of(arguments.words()) : Optional.empty(),
                lines -> new WrittenTalk(arguments, ledger, lines).run());
    }

    private int mail(Simulator simulator, MailArguments arguments) throws IOException, InterruptedException {
        Preflight.checkServer(simulator.http(), arguments.url());
        RemoteLedger ledger = ledger(simulator, arguments.data());
        return written(
                Optional.of(arguments.words()).filter(words -> !words.isEmpty()),
                lines -> new MailTalk(arguments, ledger, lines).run());
    }

    private interface Correspondence {
        boolean of(WrittenLines lines) throws IOException, InterruptedException;
    }

    /** @param text the only one, unless the terminal or a pipe has more */
    private int written(Optional<String> text, Correspondence correspondence) throws IOException, InterruptedException {
        PlainScreen screen = new PlainScreen(out);
        if (text.isPresent()) {
            return correspondence.of(WrittenLines.one(text.get(), screen)) ? 0 : 1;
        }
        Optional<Terminal> terminal = terminal();
        if (terminal.isEmpty()) {
            return correspondence.of(WrittenLines.piped(lines(), screen)) ? 0 : 1;
        }
        try (Terminal open = terminal.get()) {
            return correspondence.of(WrittenLines.typed(open)) ? 0 : 1;
        }
    }

    private static RemoteLedger ledger(Simulator simulator, Path data) {
        return new RemoteLedger(
                simulator.http(),
                RemoteLedger.port(data),
                TwilioAccount.SIMULATED_SID,
                Preflight.token(Map.of(), data));
    }

    private BufferedReader lines() {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private String accountSid() {
        return environment.getOrDefault("TWILIO_ACCOUNT_SID", TwilioAccount.SIMULATED_SID);
    }

    private int call(Simulator simulator, CallSetup setup, String script) throws IOException {
        if (!script.isEmpty() && !script.equals("-")) {
            Arguments.require(
                    Files.exists(Path.of(script)) && !Files.isDirectory(Path.of(script)),
                    "There is no script " + script + "; it is a file of what the caller says, line by line.");
            try (BufferedReader lines = Files.newBufferedReader(Path.of(script))) {
                return scripted(simulator, setup, lines);
            }
        }
        Optional<Terminal> terminal = script.isEmpty() ? terminal() : Optional.empty();
        if (terminal.isEmpty()) {
            return scripted(simulator, setup, lines());
        }
        try (Terminal open = terminal.get()) {
            TypedCall typed = new TypedCall(open);
            Transcript transcript = new Transcript(typed);
            SimulatedCall call = simulator.call(setup.listener(transcript).wordsPerSecond(SPOKEN_WORDS_PER_SECOND));
            return finish(call, transcript, () -> typed.run(call, transcript));
        }
    }

    private int scripted(Simulator simulator, CallSetup setup, BufferedReader lines) {
        Transcript transcript = new Transcript(new PlainScreen(out));
        SimulatedCall call = simulator.call(setup.listener(transcript));
        return finish(call, transcript, () -> new ScriptedCall(call, lines, transcript).run());
    }

    private interface Talk {
        void run() throws IOException;
    }

    private static int finish(SimulatedCall call, Transcript transcript, Talk talk) {
        Optional<String> broken = Optional.empty();
        try (call) {
            talk.run();
        } catch (IOException | RuntimeException failed) {
            broken = Optional.of(failed.getMessage());
        }
        try {
            call.awaitEnd(FAREWELL);
        } catch (RuntimeException failed) {
            // What ended the call says more than what the caller noticed of it.
            broken = Optional.of(Preflight.advice(failed, call.ledger()));
        }
        broken.ifPresent(transcript::note);
        transcript.summary();
        return broken.isEmpty() && call.ledger().violations().isEmpty() ? 0 : 1;
    }

    // Asked for a real one only: without it, what comes in is a script.
    private static Optional<Terminal> terminal() {
        try {
            return Optional.of(TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .encoding(StandardCharsets.UTF_8)
                    .build());
        } catch (IOException | IllegalStateException none) {
            return Optional.empty();
        }
    }
}
