package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.mail.SendGridRest;
import io.omnichannel.simulator.mail.SentMail;
import io.omnichannel.simulator.mail.SimulatedMail;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** What becomes of our mails: SendGrid's answers and silences, and its events in any order. */
class MailSendingIT extends MailStory {

    @Autowired
    @Qualifier("mailBreaker")
    CircuitBreaker breaker;

    @AfterEach
    void tellAgain() {
        sendGrid().tells(true);
        breaker.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "processed delivered,                  delivered",
        "delivered processed,                  delivered",
        "open delivered processed,             read",
        "deferred delivered bounce processed,  failed",
        "bounce delivered,                     failed",
        "open bounce,                          read",
        "something_new,                        sent"
    })
    void showsHowFarAMailHasComeInWhateverOrderItIsTold(String told, String status) {
        Tenant tenant = shop();
        SentMail answer = answeredInSilence(tenant);

        List<ObjectNode> events = Stream.of(told.split(" "))
                .map(kind -> SendGridRest.event(answer, kind)
                        .put("type", kind.equals("bounce") ? "bounce" : null)
                        .put("reason", "550 no such box"))
                .toList();
        for (ObjectNode event : events) {
            assertThat(sendGrid().tell(event, event)).isEqualTo(200);
        }

        assertThat(outbox(tenant)).containsExactly(status);
        JsonNode delivery = messages(tenant, "outbound").getFirst().at("/details/delivery");
        assertThat(delivery.path("status").asText()).isEqualTo(status);
        assertThat(delivery.path("error_code").asText("")).isEqualTo(status.equals("failed") ? "bounce" : "");
        assertThat(delivery.path("reason").asText("")).isEqualTo(status.equals("failed") ? "550 no such box" : "");
    }

    @ParameterizedTest
    @CsvSource({"spamreport", "unsubscribe", "group_unsubscribe"})
    void writesNoMoreToWhoeverComplainsUntilTheyAskForIt(String event) {
        Tenant tenant = shop();
        SentMail answer = answeredInSilence(tenant);

        sendGrid().tell(SendGridRest.event(answer, event));
        sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));

        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("read", "suppressed"));
        assertThat(messages(tenant, "outbound")
                        .getLast()
                        .at("/details/delivery/error_code")
                        .asText())
                .isEqualTo("opted_out");
        sendGrid().deliver(mail(tenant, "START"));
        answers(2);
        sendGrid().deliver(mail(tenant, "Quels sont vos horaires ?"));
        assertThat(answers(3)).hasSize(3);
    }

    @Test
    void takesAMailThatSaysStopForAStop() {
        Tenant tenant = shop();

        sendGrid().deliver(mail(tenant, "Stop\n\n-- \nCamille"));
        answers(1);
        sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));

        await().untilAsserted(() -> assertThat(outbox(tenant)).last().isEqualTo("suppressed"));
        assertThat(answers(1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suppressed", "replayed", "discarded"})
    void leavesAloneWhatIsDoneWith(String status) {
        Tenant tenant = shop();
        SentMail answer = answeredInSilence(tenant);
        world.database().update("update omni_outbox set status = ? where tenant_id = ?", status, tenant.id());

        sendGrid().tell(SendGridRest.event(answer, "delivered"));

        assertThat(outbox(tenant)).containsExactly(status);
    }

    @Test
    void knowsNothingOfEventsForMailsOfOthers() {
        Tenant tenant = shop();
        SentMail answer = answeredInSilence(tenant);

        int status = sendGrid()
                .tell(SendGridRest.event(answer, "bounce").put("omni_outbox", "0190c0de-0000-7000-8000-000000000000"));

        assertThat(status).isEqualTo(200);
        assertThat(outbox(tenant)).containsExactly("sent");
    }

    /** Nothing was taken: it is sent again, and arrives once. */
    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY", "TOO_MANY_RETRY_AFTER"})
    void comesAgainWhereSendGridTookNothing(Fault fault) {
        Tenant tenant = shop();
        sendGrid().faults().retryAfter(Duration.ofSeconds(1)).next(fault);

        sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));

        answers(1);
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("delivered"));
        assertThat(answers(1)).hasSize(1);
    }

    /** Taken without our hearing of it: the events say so, and it is not sent again. */
    @ParameterizedTest
    @EnumSource(names = {"ERROR_AFTER", "RESET_AFTER"})
    void believesTheEventsWhereTheAnswerWasLost(Fault fault) {
        Tenant tenant = shop();
        sendGrid().faults().next(fault);

        sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));

        answers(1);
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("delivered"));
        anHourLater(tenant);
        // Whatever were sent again would be sent before the next answer.
        sendGrid().deliver(mail(tenant, "Bonjour"));
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("delivered", "delivered"));
        assertThat(answers(2)).extracting(SentMail::messageId).hasSize(2).doesNotHaveDuplicates();
    }

    /** Nobody knows, and no event comes: once more, by the same Message-ID. */
    @ParameterizedTest
    @EnumSource(names = {"ERROR_BEFORE", "RESET_BEFORE"})
    void sendsOnceMoreWhereNoEventComes(Fault fault) {
        Tenant tenant = shop();
        sendGrid().faults().next(fault);

        sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));

        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("unknown"));
        anHourLater(tenant);
        answers(1);
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("delivered"));
    }

    @Test
    void neverSendsAThirdTimeWhatMayHaveArrivedTwice() {
        Tenant tenant = shop();
        sendGrid().tells(false);
        sendGrid().faults().next(Fault.RESET_AFTER, Fault.ERROR_AFTER);

        sendGrid().deliver(mail(tenant, "Qui êtes-vous ?"));

        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("unknown"));
        anHourLater(tenant);
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("dead"));
        assertThat(answers(2))
                .extracting(SentMail::messageId)
                .hasSize(2)
                .containsOnly(answers(2).getFirst().messageId());
        assertThat(messages(tenant, "outbound")
                        .getFirst()
                        .at("/details/delivery/error_code")
                        .asText())
                .isEqualTo("unknown");
    }

    @Test
    void waitsForNewsOfAMailWhoseSendingACrashInterruptedBeforeItSendsItAgain() {
        Tenant tenant = shop();
        answeredInSilence(tenant);

        interrupt(tenant, "sending");

        await().untilAsserted(() -> assertThat(doubted(tenant)).isTrue());
        assertThat(sendGrid().ledger().sentTo(customer)).hasSize(1);
        anHourLater(tenant);
        answers(2);
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("sent"));
    }

    @Test
    void leavesAMailThatWasInterruptedTwiceToAHuman() {
        Tenant tenant = shop();
        answeredInSilence(tenant);

        interrupt(tenant, "unknown");

        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("dead"));
        assertThat(sendGrid().ledger().sentTo(customer)).hasSize(1);
    }

    @Test
    void leavesSendGridAloneForAWhileWhenItFailsTooOften() {
        sendGrid().tells(false);
        sendGrid().faults().often(Fault.ERROR_BEFORE, 1);
        Tenant tenant = shop();
        for (int i = 0; i < 10; i++) {
            sendGrid()
                    .deliver(SimulatedMail.of(
                            "patient" + i + "." + customer, address(tenant), "Une question", "Qui êtes-vous ?"));
        }
        await().atMost(PATIENCE).until(() -> breaker.getState() == CircuitBreaker.State.OPEN);

        sendGrid().deliver(mail(tenant, "Et moi ?"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.database()
                        .queryForList(
                                "select error_code from omni_outbox where tenant_id = ?", String.class, tenant.id()))
                .contains("paused"));
        sendGrid().faults().none();
        breaker.reset();
        assertThat(answers(1)).hasSize(1);
    }

    /** As if the program had ended in the middle of it. */
    private void interrupt(Tenant tenant, String status) {
        world.database()
                .update(
                        "update omni_outbox set status = ?, lease_until = now() - interval '1 second' where tenant_id = ?",
                        status,
                        tenant.id());
    }

    private boolean doubted(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select status = 'unknown' and lease_until is null and ready_at > now() from omni_outbox"
                                + " where tenant_id = ?",
                        Boolean.class,
                        tenant.id());
    }

    /** An answer whose way nobody tells. */
    private SentMail answeredInSilence(Tenant tenant) {
        sendGrid().tells(false);
        sendGrid().deliver(mail(tenant, "Bonjour"));
        SentMail answer = answers(1).getFirst();
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsExactly("sent"));
        return answer;
    }
}
