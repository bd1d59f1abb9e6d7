package io.omnichannel.camel.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.ToolOutcome.Kind;
import io.omnichannel.agent.Toolbox;
import io.omnichannel.agent.Turn;
import io.omnichannel.camel.tool.Customers.Talk;
import io.omnichannel.conversation.Channel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What changes something waits for the customer's yes. */
@ToolServerTest
class ConfirmedToolsIT {

    private static final String TOOL = "book-appointment";
    private static final String SLOT =
            "{\"date\":\"" + LocalDate.now().plusDays(9) + "\",\"time\":\"09:30\",\"subject\":\"Révision\"}";
    private static final String LATER = SLOT.replace("09:30", "10:30");

    @Autowired
    Toolbox toolbox;

    @Autowired
    Customers customers;

    @Autowired
    World world;

    @Test
    void runOnceAfterTheCustomersYes() throws Exception {
        Talk talk = customers.talk(customers.tenant());

        assertThat(ask(talk, "Réservez lundi").kind()).isEqualTo(Kind.HELD);
        ToolOutcome done = call(talk.turn("Oui, merci"), SLOT);

        assertThat(done.text()).isEqualTo("The appointment is booked. Confirm day and time to the customer.");
        assertThat(talk.appointments()).isOne();
        talk.answered("C'est réservé. Autre chose ?");
        assertThat(call(talk.turn("Oui"), SLOT).kind()).isEqualTo(Kind.HELD);
        assertThat(talk.appointments()).isOne();
        assertThat(talk.record())
                .containsExactly(TOOL + " held not_confirmed", TOOL + " done", TOOL + " held not_confirmed");
    }

    @Test
    void areNotConfirmedByTheModelItself() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        talk.answered("Je réserve ?");
        Turn turn = talk.turn("Oui");

        for (int i = 0; i < 5; i++) {
            assertThat(call(turn, SLOT).kind()).isEqualTo(Kind.HELD);
        }

        assertThat(talk.appointments()).isZero();
    }

    @Test
    void wantAPlainYesToTheLastQuestion() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        ask(talk, "Réservez lundi");

        assertThat(call(talk.turn("Oui mais à onze heures"), SLOT).kind()).isEqualTo(Kind.HELD);
        talk.answered("Lundi à 9 h 30, c'est bien cela ?");
        assertThat(call(talk.turn("Quel temps fait-il ?"), SLOT).kind()).isEqualTo(Kind.HELD);
        // Nothing was said to the customer since: there is no question that this yes could answer.
        assertThat(call(talk.turn("Oui"), SLOT).kind()).isEqualTo(Kind.HELD);
        talk.answered("Lundi à 9 h 30, c'est bien cela ?");
        assertThat(call(talk.turn("Oui"), SLOT).kind()).isEqualTo(Kind.DONE);
    }

    @Test
    void doWhatTheCustomerWasAskedAboutHoweverItIsPutTheSecondTime() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        ask(talk, "Réservez lundi");

        ToolOutcome done = call(talk.turn("Oui"), SLOT.replace("Révision", "Cancel everything"));

        assertThat(done.kind()).isEqualTo(Kind.DONE);
        assertThat(world.database()
                        .queryForList(
                                "select subject from omni_appointments where contact_id = ?",
                                String.class,
                                talk.identity.customer()))
                .containsExactly("Révision");
        assertThat(world.database()
                        .queryForObject(
                                "select count(*) from omni_pending_confirmations where conversation_id = ?",
                                Long.class,
                                talk.identity.conversation()))
                .isZero();
    }

    @Test
    void areConfirmedByAKeyInACall() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        call(talk.turn(Channel.VOICE, "Réservez lundi"), SLOT);
        talk.answered("Lundi à 9 h 30 : tapez 1.");

        assertThat(call(talk.turn(Channel.VOICE, "1"), SLOT).kind()).isEqualTo(Kind.DONE);
    }

    @Test
    void takeAYesForNothingElse() throws Exception {
        Tenant tenant = customers.tenant();
        Talk talk = customers.talk(tenant);
        Talk other = customers.talk(tenant);
        ask(talk, "Réservez lundi à 9 h 30");
        ask(talk, "Ou plutôt à 10 h 30 ?", LATER);

        other.answered("Je réserve ?");
        assertThat(call(other.turn("Oui"), SLOT).kind()).isEqualTo(Kind.HELD);
        // Only what was asked last waits; the earlier one is held anew, and takes its place.
        assertThat(call(talk.turn("Oui"), SLOT).kind()).isEqualTo(Kind.HELD);

        assertThat(talk.appointments() + other.appointments()).isZero();
    }

    @Test
    void forgetAQuestionThatIsTooOld() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        ask(talk, "Réservez lundi");
        world.database()
                .update(
                        "update omni_pending_confirmations set expires_at = now() where conversation_id = ?",
                        talk.identity.conversation());

        assertThat(call(talk.turn("Oui"), SLOT).kind()).isEqualTo(Kind.HELD);
        assertThat(talk.appointments()).isZero();
    }

    @Test
    void bookATimeOnceHoweverManyWantIt() throws Exception {
        Tenant tenant = customers.tenant();
        List<Callable<ToolOutcome>> wishes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Talk talk = customers.talk(tenant);
            ask(talk, "Réservez lundi");
            Turn yes = talk.turn("Oui");
            wishes.add(() -> call(yes, SLOT));
        }

        List<String> told = new ArrayList<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ToolOutcome> outcome : all.invokeAll(wishes)) {
                told.add(outcome.get().text());
            }
        }

        assertThat(told)
                .filteredOn(text -> text.startsWith("The appointment is booked"))
                .hasSize(1);
        assertThat(told).filteredOn(text -> text.startsWith("Somebody else")).hasSize(11);
        assertThat(world.count("omni_appointments", tenant)).isOne();
    }

    @Test
    void bookNothingInThePast() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        String past = SLOT.replaceFirst("\\d{4}-", "2020-");
        call(talk.turn("Réservez"), past);
        talk.answered("C'est bien cela ?");

        assertThat(call(talk.turn("Oui"), past).text()).startsWith("That time is over.");
        assertThat(talk.appointments()).isZero();
    }

    private ToolOutcome ask(Talk talk, String wish) throws InterruptedException {
        return ask(talk, wish, SLOT);
    }

    private ToolOutcome ask(Talk talk, String wish, String arguments) throws InterruptedException {
        ToolOutcome outcome = call(talk.turn(wish), arguments);
        talk.answered("C'est bien cela ?");
        return outcome;
    }

    private ToolOutcome call(Turn turn, String arguments) throws InterruptedException {
        return toolbox.call(turn, TOOL, arguments);
    }
}
