package io.omnichannel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtractiveSummariserTest {

    @Test
    void keepsWhatTheCustomerWantsAndAgreesTo() {
        String summary = summarised(
                "",
                List.of(
                        Examples.customer(Channel.SMS, "Bonjour"),
                        Examples.agent("Bonjour, je suis Sara."),
                        Examples.customer(Channel.SMS, "Je voudrais une table pour quatre mardi soir"),
                        Examples.agent("Très bien. Est-ce que je réserve mardi à 20 h ?"),
                        Examples.customer(Channel.VOICE, "Oui, merci"),
                        Examples.agent("C'est noté."),
                        Examples.customer(Channel.VOICE, "Mon numéro de client est le 4 7 2"),
                        Examples.customer(Channel.VOICE, "Au revoir")));

        assertThat(summary.lines())
                .containsExactly(
                        "customer (sms): Je voudrais une table pour quatre mardi soir",
                        "agreed to: Est-ce que je réserve mardi à 20 h ?",
                        "customer (voice): Mon numéro de client est le 4 7 2");
    }

    @Test
    void addsToTheEarlierSummaryAndStaysShort() {
        List<Line> many = IntStream.range(0, 200)
                .mapToObj(number ->
                        Examples.customer(Channel.EMAIL, "Il me faut la pièce " + number + ", s'il vous plaît"))
                .toList();

        String summary = summarised("customer (sms): Je suis Jeanne", many);
        String next = summarised(summary, List.of(Examples.customer(Channel.SMS, "Et la facture ?")));

        assertThat(summary).hasSizeLessThanOrEqualTo(1_600).endsWith("Il me faut la pièce 199, s'il vous plaît");
        assertThat(next.lines()).contains("customer (sms): Et la facture ?").hasSizeGreaterThan(10);
    }

    private static String summarised(String earlier, List<Line> lines) {
        return new ExtractiveSummariser()
                .summarise(new LongConversation(
                        new Identity("acme", new UUID(0, 1), new UUID(0, 2)),
                        AgentDefaults.settings(),
                        Locale.FRENCH,
                        earlier,
                        lines));
    }
}
