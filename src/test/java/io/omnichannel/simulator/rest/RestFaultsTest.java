package io.omnichannel.simulator.rest;

import static io.omnichannel.simulator.rest.RestWorld.BUSINESS;
import static io.omnichannel.simulator.rest.RestWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.simulator.Faults;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.mail.SendGridRest;
import io.omnichannel.twilio.SendAnswer;
import io.omnichannel.twilio.SendAnswer.RetryLater;
import io.omnichannel.twilio.SendAnswer.Sent;
import io.omnichannel.twilio.SendAnswer.Unknown;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RestFaultsTest {

    @RegisterExtension
    final RestWorld world = new RestWorld();

    @ParameterizedTest
    @CsvSource({
        "NONE, Sent, 1",
        "TOO_MANY, RetryLater, 0",
        "TOO_MANY_RETRY_AFTER, RetryLater, 0",
        "ERROR_BEFORE, Unknown, 0",
        "ERROR_AFTER, Unknown, 1",
        "RESET_BEFORE, Unknown, 0",
        "RESET_AFTER, Unknown, 1",
        "SLOW, Sent, 1",
    })
    void failsAsItIsToldTo(Fault fault, String judged, int taken) {
        world.twilio.faults().slowness(Duration.ofMillis(200)).next(fault);

        assertThat(send().getClass().getSimpleName()).isEqualTo(judged);
        assertThat(world.twilio.ledger().sent()).hasSize(taken);
        assertThat(world.twilio.ledger().attempts()).hasSize(1);
        assertThat(send()).isInstanceOf(Sent.class);
    }

    @Test
    void saysWhenToComeBack() {
        world.twilio.faults().retryAfter(Duration.ofSeconds(7)).next(Fault.TOO_MANY_RETRY_AFTER);

        assertThat(send()).isInstanceOfSatisfying(RetryLater.class, later -> assertThat(later.atLeast())
                .isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void failsAsOftenAsItIsToldToAndTheSameWayForTheSameSeed() {
        world.twilio.faults().seed(42).often(Fault.ERROR_AFTER, 0.3);
        int unknown = 0;
        for (int i = 0; i < 200; i++) {
            unknown += send() instanceof Unknown ? 1 : 0;
        }

        assertThat(unknown).isBetween(40, 80);
        assertThat(world.twilio.faults().happened()).containsEntry(Fault.ERROR_AFTER, unknown);
        assertThat(world.twilio.ledger().sent()).hasSize(200);
        Faults same = new Faults().seed(42).often(Fault.ERROR_AFTER, 0.3);
        int again = 0;
        for (int i = 0; i < 200; i++) {
            again += same.draw() == Fault.ERROR_AFTER ? 1 : 0;
        }
        assertThat(again).isEqualTo(unknown);
    }

    @Test
    void failsLookUpsApartFromSends() {
        world.twilio.lookupFaults().next(Fault.ERROR_BEFORE);

        assertThat(send()).isInstanceOf(Sent.class);
        assertThat(world.client.get(RestWorld.MESSAGES).statusCode()).isEqualTo(500);
        assertThat(world.client.get(RestWorld.MESSAGES).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "SLOW", "ERROR_AFTER", "RESET_AFTER"})
    void refusesAWrongMailWhateverElseGoesWrong(Fault fault) throws Exception {
        SendGridRest mail = world.twilio.mail();
        mail.faults().slowness(Duration.ofMillis(1)).next(fault);

        int status = world.client
                .http()
                .send(
                        HttpRequest.newBuilder(URI.create(world.twilio.url() + "/v3/mail/send"))
                                .header("Authorization", "Bearer " + mail.apiKey())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"subject\":\"Bonjour\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();

        assertThat(status).isEqualTo(400);
        assertThat(mail.ledger().violations()).singleElement().asString().startsWith("personalizations");
        assertThat(mail.ledger().answers()).containsExactly(400);
        assertThat(mail.ledger().mails()).isEmpty();
    }

    @Test
    void isOutOfReachOnceItIsClosed() {
        world.twilio.close();

        assertThat(send()).isInstanceOf(RetryLater.class);
    }

    private SendAnswer send() {
        try {
            HttpResponse<byte[]> answer = world.send(BUSINESS, CUSTOMER, "Bonjour");
            return SendAnswer.of(
                    answer.statusCode(),
                    answer.headers().firstValue("Retry-After").orElse(""),
                    answer.body());
        } catch (UncheckedIOException broken) {
            return SendAnswer.of(broken.getCause());
        }
    }
}
