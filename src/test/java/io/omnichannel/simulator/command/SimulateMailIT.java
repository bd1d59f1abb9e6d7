package io.omnichannel.simulator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.ServerTest;
import io.omnichannel.simulator.mail.SentMail;
import io.omnichannel.simulator.rest.TwilioRest;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(properties = {"omnichannel.data-dir=" + SimulateMailIT.DATA, "omnichannel.debounce=0s"})
class SimulateMailIT {

    static final String DATA = "target/test-data/simulate-mail";

    @LocalServerPort
    int port;

    @Autowired
    TwilioRest twilio;

    private final StringWriter printed = new StringWriter();

    @Test
    void writesAMailAndAnswersTheAnswerInItsThread() {
        assertThat(simulate("Bonjour\nMon numéro est 4711\nQu'est-ce que j'ai dit ?\n"))
                .isZero();

        assertThat(printed.toString()).contains("you    Bonjour", "agent  Re: Une question", "4711");
        List<SentMail> answers = twilio.mail().ledger().sentTo("camille@client.example");
        assertThat(answers).hasSize(3);
        assertThat(answers.getLast().header("References"))
                .contains(answers.get(1).messageId());
    }

    @Test
    void saysWhoseAddressItMayBeWhenNobodyAnswers() {
        assertThat(simulate("", "--to", "nobody@demo.example", "--wait", "1", "Bonjour"))
                .isOne();
        assertThat(printed.toString()).contains("no answer in 1 s", "nobody@demo.example");
    }

    @Test
    void explainsItself() {
        assertThat(simulate("", "--port", "1")).isOne();
        assertThat(printed.toString()).contains("What is --port?", "Usage: simulate mail");
    }

    private int simulate(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of("mail", "--url", "http://localhost:" + port, "--data", DATA));
        all.addAll(List.of(arguments));
        return new Simulate(
                        Map.of(),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(printed))
                .run(all);
    }
}
