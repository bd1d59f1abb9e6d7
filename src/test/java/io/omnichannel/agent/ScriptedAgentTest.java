package io.omnichannel.agent;

import static io.omnichannel.agent.Examples.ENGLISH;
import static io.omnichannel.agent.Examples.FRENCH;
import static io.omnichannel.agent.Examples.agent;
import static io.omnichannel.agent.Examples.customer;
import static io.omnichannel.agent.Examples.reachable;
import static io.omnichannel.agent.Examples.turn;
import static io.omnichannel.conversation.Channel.EMAIL;
import static io.omnichannel.conversation.Channel.SMS;
import static io.omnichannel.conversation.Channel.VOICE;
import static io.omnichannel.conversation.Channel.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.agent.Next.HandOff;
import io.omnichannel.agent.Next.HangUp;
import io.omnichannel.agent.Next.Listen;
import io.omnichannel.agent.Next.SwitchTo;
import io.omnichannel.conversation.Line;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedAgentTest {

    /** A Monday, 10 o'clock in Paris. */
    private static final Clock MONDAY_MORNING = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

    private static final String OFFER = Phrases.in(Locale.FRENCH).text(Phrase.OFFER_HUMAN);

    private final Agent agent = new ScriptedAgent(MONDAY_MORNING, Duration.ZERO);

    @Nested
    class AskedForAHuman {

        @Test
        void handsOffWithAReasonInTheBusinessLanguage() throws Exception {
            HeardReply reply = answer(turn(reachable(FRENCH), VOICE, "Passez-moi un conseiller"));

            assertThat(reply.text()).isEqualTo("Bien sûr.");
            assertThat(reply.next())
                    .isEqualTo(new HandOff("Le client demande un conseiller. Ses mots : « Passez-moi un conseiller »"));
        }

        @Test
        void saysHonestlyThatNobodyCanBeReached() throws Exception {
            HeardReply reply = answer(turn(ENGLISH, VOICE, "Can I talk to someone?"));

            assertThat(reply.text())
                    .isEqualTo(
                            "Nobody is available right now, but I've made a note that you'd like to speak to someone.");
            assertThat(reply.next()).isEqualTo(new Listen());
        }

        @Test
        void staysWhenTheCustomerWantsNone() throws Exception {
            HeardReply reply = answer(turn(reachable(FRENCH), VOICE, "Je ne veux pas parler à un conseiller"));

            assertThat(reply.text()).isEqualTo("Très bien. Je vous écoute.");
            assertThat(reply.next()).isEqualTo(new Listen());
        }
    }

    @Nested
    class AskedForAnotherChannel {

        @ParameterizedTest
        @CsvSource({
            "VOICE, envoyez-moi ça par SMS, SMS, 'C''est noté : vous préférez continuer par SMS.'",
            "SMS, on peut passer sur WhatsApp ?, WHATSAPP, 'C''est noté : vous préférez continuer sur WhatsApp.'",
            "WHATSAPP, envoyez-moi un mail, EMAIL, 'C''est noté : vous préférez continuer par mail.'",
            "EMAIL, rappelez-moi, VOICE, 'C''est noté : vous souhaitez être rappelé.'",
            "VOICE, rappelez-moi demain, VOICE, 'C''est noté : vous souhaitez être rappelé.'"
        })
        void confirmsAndSwitches(
                io.omnichannel.conversation.Channel here,
                String wish,
                io.omnichannel.conversation.Channel there,
                String words)
                throws Exception {
            HeardReply reply = answer(turn(FRENCH, here, wish));

            assertThat(reply.text()).isEqualTo(words);
            assertThat(reply.next()).isEqualTo(new SwitchTo(there));
        }

        @Test
        void staysWhenItIsAlreadyThere() throws Exception {
            HeardReply reply = answer(turn(ENGLISH, SMS, "text me please"));

            assertThat(reply.text()).isEqualTo("This is where I'm answering you already. Go ahead.");
            assertThat(reply.next()).isEqualTo(new Listen());
        }

        @Test
        void refusesAChannelThatIsSwitchedOff() throws Exception {
            AgentSettings noTexts = Examples.with(
                    ENGLISH,
                    """
                    {"channels_config":{"voice":{"enabled":true},"sms":{"enabled":false},
                     "whatsapp":{"enabled":true},"email":{"enabled":true}}}""");

            HeardReply reply = answer(turn(noTexts, VOICE, "send it by SMS"));

            assertThat(reply.text()).isEqualTo("I'm afraid I can't text you. Let's carry on here.");
            assertThat(reply.next()).isEqualTo(new Listen());
        }
    }

    @Nested
    class NotUnderstanding {

        @Test
        void saysTheTenantsFallbackFirst() throws Exception {
            AgentSettings settings = Examples.with(FRENCH, "{\"fallback_message\":\"{agent_name} n'a pas suivi…\"}");

            assertThat(said(turn(settings, VOICE, "Je voudrais une pizza"))).isEqualTo("Sara n'a pas suivi…");
        }

        @Test
        void offersAHumanTheSecondTimeInARow() throws Exception {
            Turn second = turn(reachable(FRENCH), VOICE, "une pizza", agent(FRENCH.fallbackMessage()));

            assertThat(said(second)).isEqualTo(OFFER);
        }

        @Test
        void offersToLeaveANoteWhereNobodyCanBeReached() throws Exception {
            Turn second = turn(FRENCH, VOICE, "une pizza", agent(FRENCH.fallbackMessage()));

            assertThat(said(second)).endsWith("Voulez-vous que je note votre demande pour un conseiller ?");
        }

        @Test
        void startsAgainOnceSomethingWasUnderstood() throws Exception {
            Turn later =
                    turn(reachable(FRENCH), VOICE, "une pizza", agent(FRENCH.fallbackMessage()), agent("Bonjour !"));

            assertThat(said(later)).isEqualTo(FRENCH.fallbackMessage());
        }

        @ParameterizedTest
        @CsvSource({"oui", "'Oui, ça fait dix minutes que j''attends'", "d'accord merci"})
        void handsOffWhenTheOfferIsTaken(String yes) throws Exception {
            HeardReply reply = answer(turn(reachable(FRENCH), VOICE, yes, agent(OFFER)));

            assertThat(reply.next()).isInstanceOf(HandOff.class);
        }

        @Test
        void handsOffWhenTheOfferIsTakenBeforeItIsSpokenToTheEnd() throws Exception {
            String heard = OFFER.substring(0, OFFER.indexOf(" que je"));

            assertThat(answer(turn(reachable(FRENCH), VOICE, "oui", agent(heard)))
                            .next())
                    .isInstanceOf(HandOff.class);
        }

        @Test
        void staysWhenTheOfferIsDeclined() throws Exception {
            HeardReply reply = answer(turn(reachable(FRENCH), VOICE, "non merci", agent(OFFER)));

            assertThat(reply.next()).isEqualTo(new Listen());
        }

        @Test
        void answersInTheCustomersLanguageWhereTheTenantWroteAnother() throws Exception {
            Turn english =
                    new Turn(Examples.IDENTITY, FRENCH, Locale.ENGLISH, SMS, List.of(), Memory.NONE, "I want a pizza");

            assertThat(said(english)).isEqualTo(ENGLISH.fallbackMessage());
        }
    }

    @Nested
    class Remembering {

        private final Line call = customer(VOICE, "Ma commande 4512 n'est pas arrivée");
        private final Line text = customer(SMS, "Je suis au bureau");

        @Test
        void tellsWhatWasSaidOnEveryChannel() throws Exception {
            Turn turn = turn(
                    FRENCH,
                    WHATSAPP,
                    "Qu'est-ce que j'ai dit ?",
                    customer(VOICE, "Bonjour"),
                    call,
                    agent("Oui."),
                    text);

            assertThat(said(turn))
                    .isEqualTo("Au téléphone, vous avez dit : « Ma commande 4512 n'est pas arrivée »"
                            + " Par SMS, vous avez écrit : « Je suis au bureau »");
        }

        @Test
        void leavesOutTheQuestionItself() throws Exception {
            String question = "What did I say?";
            Turn turn = turn(ENGLISH, EMAIL, question, customer(EMAIL, "My parcel is lost"), customer(EMAIL, question));

            assertThat(said(turn)).isEqualTo("By email, you wrote: \"My parcel is lost\"");
        }

        @Test
        void shortensALongMail() throws Exception {
            Turn turn = turn(ENGLISH, VOICE, "What did I say?", customer(EMAIL, "word ".repeat(1000)));

            assertThat(said(turn)).hasSizeLessThan(250).endsWith("word…\"");
        }

        @Test
        void saysSoWhenThereIsNothing() throws Exception {
            assertThat(said(turn(ENGLISH, VOICE, "What did I say?")))
                    .isEqualTo("You haven't told me anything yet. Go ahead.");
            assertThat(said(turn(ENGLISH, VOICE, "Could you repeat that?")))
                    .isEqualTo("I haven't said anything yet. What can I do for you?");
        }

        @Test
        void repeatsItsLastWordsAndNeverTheLeadTwice() throws Exception {
            Turn once = turn(FRENCH, VOICE, "Pardon ?", agent("Nous sommes fermés."), customer(VOICE, "Pardon ?"));
            Turn again = turn(FRENCH, VOICE, "Répétez", agent(said(once)));

            assertThat(said(once)).isEqualTo("Je disais : Nous sommes fermés.");
            assertThat(said(again)).isEqualTo("Je disais : Nous sommes fermés.");
        }
    }

    @Nested
    class SmallTalk {

        @Test
        void hangsUpAfterAFarewellOnTheLineOnly() throws Exception {
            HeardReply spoken = answer(turn(FRENCH, VOICE, "merci, au revoir"));
            HeardReply written = answer(turn(FRENCH, SMS, "merci, au revoir"));

            assertThat(spoken.text()).isEqualTo("Je vous remercie. Au revoir !");
            assertThat(spoken.next()).isEqualTo(new HangUp());
            assertThat(written.next()).isEqualTo(new Listen());
        }

        @Test
        void endsWhenNothingElseIsWanted() throws Exception {
            String thanks = said(turn(ENGLISH, VOICE, "thanks"));

            assertThat(thanks).isEqualTo("You're welcome. Is there anything else I can do for you?");
            assertThat(answer(turn(ENGLISH, VOICE, "no thanks", agent(thanks))).next())
                    .isEqualTo(new HangUp());
        }

        @Test
        void readsANumberBackDigitByDigit() throws Exception {
            String back = said(turn(FRENCH, VOICE, "c'est le 45 12"));

            assertThat(back).isEqualTo("J'ai compris : 4 5 1 2. Est-ce bien cela ?");
            assertThat(said(turn(FRENCH, VOICE, "oui", agent(back)))).startsWith("Parfait, c'est noté.");
            assertThat(said(turn(FRENCH, VOICE, "non", agent(back)))).contains("chiffre par chiffre");
        }

        @Test
        void saysThatItIsAProgram() throws Exception {
            assertThat(said(turn(ENGLISH, VOICE, "Are you a real person?")))
                    .isEqualTo("My name is Sara. I'm an automated assistant, not a person.");
        }

        @Test
        void offersOnlyWhatItCanDo() throws Exception {
            assertThat(said(turn(ENGLISH, SMS, "What can you do?")))
                    .isEqualTo(
                            "I can tell you when we're open, carry on over WhatsApp, carry on by email or call you back.");
            assertThat(said(turn(reachable(FRENCH), VOICE, "Que pouvez-vous faire ?")))
                    .endsWith("continuer par mail ou vous passer un conseiller.");
        }

        @Test
        void tellsTheOpeningHoursByTheTenantsClock() throws Exception {
            AgentSettings shop = Examples.with(FRENCH, "{\"opening_hours\":{\"mon\":[[\"09:00\",\"18:00\"]]}}");

            assertThat(said(turn(shop, VOICE, "Vous êtes ouverts ?")))
                    .isEqualTo("Nous sommes ouverts en ce moment, jusqu'à 18 h.");
        }
    }

    private String said(Turn turn) throws InterruptedException {
        return answer(turn).text();
    }

    private HeardReply answer(Turn turn) throws InterruptedException {
        HeardReply reply = new HeardReply();
        agent.answer(turn, reply);
        return reply;
    }
}
