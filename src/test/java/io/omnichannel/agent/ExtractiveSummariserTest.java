package io.omnichannel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtractiveSummariserTest {

    private final ExtractiveSummariser summariser = new ExtractiveSummariser();

    @Test
    void keepsWhatTheCustomerWantsAndAgreesTo() {
        String summary = summariser.summarise(
                "",
                List.of(
                        Examples.customer(Channel.SMS, "Bonjour"),
                        Examples.agent("Bonjour, je suis Sara."),
                        Examples.customer(Channel.SMS, "Je voudrais une table pour quatre mardi soir"),
                        Examples.agent("Très bien. Est-ce que je réserve mardi à 20 h ?"),
                        Examples.customer(Channel.VOICE, "Oui, merci"),
                        Examples.agent("C'est noté."),
                        Examples.customer(Channel.VOICE, "Mon numéro de client est le 4 7 2"),
                        Examples.customer(Channel.VOICE, "Au revoir")),
                Locale.FRENCH);

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

        String summary = summariser.summarise("customer (sms): Je suis Jeanne", many, Locale.FRENCH);
        String next = summariser.summarise(
                summary, List.of(Examples.customer(Channel.SMS, "Et la facture ?")), Locale.FRENCH);

        assertThat(summary).hasSizeLessThanOrEqualTo(1_600).endsWith("Il me faut la pièce 199, s'il vous plaît");
        assertThat(next.lines()).contains("customer (sms): Et la facture ?").hasSizeGreaterThan(10);
    }
}
