package io.omnichannel.simulator.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A customer who writes mails and waits for each answer; the next mail answers it. */
final class MailTalk {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    // An answer from here takes a second or two; nobody says where a mail to nobody went.
    private static final Duration UNUSUAL = Duration.ofSeconds(4);

    private final MailArguments arguments;
    private final RemoteLedger ledger;
    private final WrittenLines lines;
    private final Transcript.Screen screen;
    private long answering;

    MailTalk(MailArguments arguments, RemoteLedger ledger, WrittenLines lines) {
        this.arguments = arguments;
        this.ledger = ledger;
        this.lines = lines;
        this.screen = lines.screen();
    }

    /** @return whether every mail was taken and answered, and there was one */
    boolean run() throws IOException, InterruptedException {
        return lines.putInto(this::say);
    }

    private boolean say(String text) throws IOException, InterruptedException {
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
        long asked = System.nanoTime();
        boolean wondered = false;
        while (System.nanoTime() - asked < arguments.patience().toNanos()) {
            for (JsonNode mail : ledger.mails(arguments.from(), before).path("mails")) {
                screen.line("agent  " + mail.path("subject").asText());
                mail.path("text").asText().strip().lines().forEach(line -> screen.line("       " + line));
                answering = mail.path("number").asLong();
                return true;
            }
            if (!wondered && System.nanoTime() - asked > UNUSUAL.toNanos()) {
                screen.line("line   no answer yet" + doubt());
                wondered = true;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        screen.line("line   no answer in " + arguments.patience().toSeconds() + " s" + (wondered ? "" : doubt()));
        return false;
    }

    private String doubt() {
        return "; is " + arguments.to() + " a tenant's channels_config.email.from?";
    }
}
