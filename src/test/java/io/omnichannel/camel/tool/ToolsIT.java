package io.omnichannel.camel.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Tool;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.ToolOutcome.Kind;
import io.omnichannel.agent.ToolRefusal;
import io.omnichannel.agent.Toolbox;
import io.omnichannel.agent.Turn;
import io.omnichannel.camel.tool.Customers.Talk;
import io.omnichannel.conversation.Channel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an agent has of the tools. */
@ToolServerTest
@ExtendWith(OutputCaptureExtension.class)
class ToolsIT {

    @Autowired
    Toolbox toolbox;

    @Autowired
    Customers customers;

    @Autowired
    SlowStep slow;

    @Autowired
    MeterRegistry metrics;

    @Autowired
    ObjectMapper json;

    @Test
    void areAFileEach() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        Turn turn = talk.turn("Combien pour un colis ?");

        Tool tool = offered(turn, "shipping-cost");
        ToolOutcome outcome = toolbox.call(turn, "shipping-cost", "{\"country\":\"belgium\",\"kilos\":2.5}");

        assertThat(tool.description())
                .isEqualTo("Tells what a parcel costs. Use it when the customer asks about delivery");
        assertThat(json.readTree(tool.schema()).at("/properties/country/enum"))
                .extracting(JsonNode::textValue)
                .containsExactly("france", "belgium", "elsewhere");
        assertThat(outcome).isEqualTo(ToolOutcome.done("6 euros 90 to belgium, the day after tomorrow."));
        assertThat(toolbox.call(turn, "shipping-cost", "{\"country\":\"elsewhere\"}")
                        .text())
                .isEqualTo("19 euros, in about a week.");
        assertThat(talk.record()).containsExactly("shipping-cost done", "shipping-cost done");
        assertThat(metrics.get("omni.tool.calls")
                        .tags("tool", "shipping-cost", "outcome", "done")
                        .timer()
                        .count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void areOfferedAsTheTenantAllowsInAFixedOrder() {
        Talk talk = customers.talk(customers.tenant());

        assertThat(toolbox.offered(talk.allowing("tricky-signs", "opening_hours", "gone", "book-appointment")
                        .turn("Bonjour")))
                .extracting(Tool::name)
                .containsExactly("book-appointment", "opening_hours", "tricky-signs");
        assertThat(toolbox.offered(talk.allowing().turn("Bonjour"))).isEmpty();
    }

    @Test
    void mayBeDescribedWithAnySign() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        Turn turn = talk.turn("Bonjour");

        Tool tool = offered(turn, "tricky-signs");
        ToolOutcome outcome = toolbox.call(turn, "tricky-signs", "{\"code\":\"AB+12#\"}");

        assertThat(tool.description()).isEqualTo("Déjà \"vu\" & more: 100 % of A+B? #1; it's (fine) = good");
        assertThat(json.readTree(tool.schema()).at("/properties/code/pattern").textValue())
                .isEqualTo("^(?:[A-Z]{2}\\+\\d+[!#=?]?)$");
        assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    }

    @Test
    void knowWhoseTurnItIsAndSayNoMoreThanTheyMay() throws Exception {
        Talk talk = customers.talk(customers.tenant());

        ToolOutcome outcome = toolbox.call(talk.turn("Bonjour"), "tricky-signs", "{\"code\":\"AB+1\",\"count\":3}");

        String whole = "AB+1 3 " + talk.identity.tenant() + " " + talk.identity.customer() + " 0";
        assertThat(outcome.text()).isEqualTo(whole.substring(0, 40) + " … (cut here)");
    }

    @Test
    void sayWhatComesAfterTheAgentsWords() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        Turn turn = talk.turn(Channel.VOICE, "Écrivez-moi");
        customers.open(talk);

        assertThat(toolbox.call(turn, "switch_channel", "{\"to\":\"sms\"}").next())
                .isEqualTo(new Next.SwitchTo(Channel.SMS));
        assertThat(toolbox.call(turn, "switch_channel", "{\"to\":\"email\"}"))
                .satisfies(outcome -> assertThat(outcome.text()).contains("no_sender"))
                .extracting(ToolOutcome::kind, ToolOutcome::next)
                .containsExactly(Kind.REFUSED, new Next.Listen());
        assertThat(toolbox.call(turn, "end_conversation", "{}").next()).isEqualTo(new Next.HangUp());
        assertThat(toolbox.call(turn, "transfer_to_human", "{\"reason\":\"Veut un remboursement\"}"))
                .extracting(ToolOutcome::kind, ToolOutcome::next)
                .containsExactly(Kind.REFUSED, new Next.Listen());
        assertThat(toolbox.call(turn, "opening_hours", "{}").text())
                .isEqualTo("Nous sommes joignables tous les jours, à toute heure.");
        assertThat(toolbox.call(turn, "switch_channel", "{\"to\":\"fax\"}").text())
                .isEqualTo("Nothing was done: to must be one of sms, whatsapp, email, voice.");
    }

    @Test
    void areOnRecordThoughTheyWereNotEvenAsked() {
        Talk talk = customers.talk(customers.tenant());

        toolbox.refused(
                talk.turn("Bonjour"),
                List.of(
                        new ToolRefusal("opening_hours", "{}", ToolRefusal.Reason.REPEATED),
                        new ToolRefusal("give me 4711", "{}", ToolRefusal.Reason.TOO_MANY_AT_ONCE)));

        await().untilAsserted(() -> assertThat(talk.record())
                .containsExactlyInAnyOrder("opening_hours refused repeated", "unknown refused too_many_at_once"));
    }

    @Test
    void areGivenUpWhenTheirTimeIsOver() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        int before = slow.interrupted();

        ToolOutcome outcome = toolbox.call(talk.turn("Alors ?"), "slow-tool", "{}");

        assertThat(outcome)
                .isEqualTo(ToolOutcome.failed("It took too long. Say that you cannot find it out right now."));
        await().until(() -> slow.interrupted() > before);
        assertThat(talk.record()).containsExactly("slow-tool failed time_limit");
    }

    @Test
    void stopWhenTheCustomerInterrupts() throws Exception {
        Talk talk = customers.talk(customers.tenant());
        Turn turn = talk.turn("Alors ?");
        int begun = slow.begun();
        int interrupted = slow.interrupted();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread answer = Thread.ofVirtual().start(() -> {
            try {
                toolbox.call(turn, "slow-tool", "{}");
                end.complete(new IllegalStateException("It ended"));
            } catch (InterruptedException cancelled) {
                end.complete(cancelled);
            }
        });
        await().until(() -> slow.begun() > begun);

        answer.interrupt();

        assertThat(end.join()).isInstanceOf(InterruptedException.class);
        await().until(() -> slow.interrupted() > interrupted);
        await().untilAsserted(() -> assertThat(talk.record()).containsExactly("slow-tool cancelled cancelled"));
    }

    @Test
    void failWithoutTellingWhatWasInThem(CapturedOutput output) throws Exception {
        Talk talk = customers.talk(customers.tenant());

        ToolOutcome outcome = toolbox.call(talk.turn("Alors ?"), "broken-tool", "{\"secret\":\"my-code-is-4711\"}");

        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(talk.record()).containsExactly("broken-tool failed by_route");
        assertThat(output).contains("Route broken-tool failed").doesNotContain("my-code-is-4711");
    }

    private Tool offered(Turn turn, String name) {
        return toolbox.offered(turn).stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
