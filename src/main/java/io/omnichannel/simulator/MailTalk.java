package io.omnichannel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A customer who writes mails and waits for each answer; the next mail answers it. */
final class MailTalk {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final MailArguments arguments;
    private final RemoteLedger ledger;
    private final Transcript.Screen screen;
    private long answering;

    MailTalk(MailArguments arguments, RemoteLedger ledger, Transcript.Screen screen) {
        this.arguments = arguments;
        this.ledger = ledger;
        this.screen = screen;
    }

    /** @return whether every mail was taken and answered */
    boolean run(BufferedReader lines) throws IOException, InterruptedException {
        if (!arguments.words().isEmpty()) {
            return say(arguments.words());
        }
        boolean answered = true;
        for (String line = lines.readLine(); line != null && answered; line = lines.readLine()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                answered = say(line.strip());
            }
        }
        return answered;
    }

    private boolean say(String text) throws IOException, InterruptedException {
        screen.line("you    " + text);
        long before =
                ledger.mails(arguments.from(), Long.MAX_VALUE / 2).path("last").asLong();
        int status = ledger.writeMail(Map.of(
                "From", arguments.from(),
                "To", arguments.to(),
                "Subject", arguments.subject(),
                "Body", text,
                "Answering", String.valueOf(answering)));
        if (status / 100 != 2) {
            screen.line("line   " + WrittenTalk.refused(status));
            return false;
        }
        return awaitAnswer(before);
    }

    private boolean awaitAnswer(long before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + arguments.patience().toNanos();
        while (System.nanoTime() < deadline) {
            for (JsonNode mail : ledger.mails(arguments.from(), before).path("mails")) {
                screen.line("agent  " + mail.path("subject").asText());
                mail.path("text").asText().strip().lines().forEach(line -> screen.line("       " + line));
                answering = mail.path("number").asLong();
                return true;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        screen.line("line   no answer in " + arguments.patience().toSeconds() + " s; is " + arguments.to()
                + " a tenant's channels_config.email.from?");
        return false;
    }
}
