package io.omnichannel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtractiveSummariserTest {

    @Test
    void keepsWhatTheCustomerWantsAndAgreesTo() throws InterruptedException {
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
    void addsToTheEarlierSummaryAndStaysShort() throws InterruptedException {
        List<Line> many = IntStream.range(0, 200)
                .mapToObj(number ->
                        Examples.customer(Channel.EMAIL, "Il me faut la pièce " + number + ", s'il vous plaît"))
                .toList();

        String summary = summarised("customer (sms): Je suis Jeanne", many);
        String next = summarised(summary, List.of(Examples.customer(Channel.SMS, "Et la facture ?")));

        assertThat(summary).hasSizeLessThanOrEqualTo(1_600).endsWith("Il me faut la pièce 199, s'il vous plaît");
        assertThat(next.lines()).contains("customer (sms): Et la facture ?").hasSizeGreaterThan(10);
    }

    @Test
    void makesOneAtATime() throws InterruptedException {
        ExtractiveSummariser summariser = new ExtractiveSummariser();
        CountDownLatch go = new CountDownLatch(1);
        Lines slow = new Lines(go);
        Lines next = new Lines(new CountDownLatch(0));

        Thread first = making(summariser, slow);
        assertThat(slow.looked.await(20, TimeUnit.SECONDS)).isTrue();
        Thread second = making(summariser, next);
        await().until(() -> second.getState() == Thread.State.WAITING || next.looked.getCount() == 0);
        assertThat(next.looked.getCount()).isOne();
        go.countDown();

        first.join();
        second.join();
        assertThat(next.looked.getCount()).isZero();
    }

    private static Thread making(ExtractiveSummariser summariser, List<Line> lines) {
        return Thread.ofPlatform().start(() -> {
            try {
                summariser.summarise(conversation("", lines));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Whoever looks at the line waits until they may go on. */
    private static final class Lines extends AbstractList<Line> {

        final CountDownLatch looked = new CountDownLatch(1);
        private final CountDownLatch go;

        Lines(CountDownLatch go) {
            this.go = go;
        }

        @Override
        public Line get(int place) {
            looked.countDown();
            try {
                go.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Examples.customer(Channel.SMS, "Bonjour");
        }

        @Override
        public int size() {
            return 1;
        }
    }

    private static String summarised(String earlier, List<Line> lines) throws InterruptedException {
        return new ExtractiveSummariser().summarise(conversation(earlier, lines));
    }

    private static LongConversation conversation(String earlier, List<Line> lines) {
        return new LongConversation(
                new Identity("acme", new UUID(0, 1), new UUID(0, 2)),
                AgentDefaults.settings(),
                Locale.FRENCH,
                earlier,
                lines);
    }
}
