package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.rest.RestLedger;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What may go wrong at the door for texts. */
@ExtendWith(OutputCaptureExtension.class)
class TextDoorIT extends SendingStory {

    @Autowired
    MeterRegistry metrics;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersAnUnknownNumberEmptyAndKeepsNothing(boolean whatsapp) {
        double counted = unknown(whatsapp);
        SimulatedPhone phone = whatsapp ? twilio.whatsapp(Post.number()) : twilio.phone(Post.number());

        assertThat(phone.send("+33999999999", "Bonjour").statuses()).containsExactly(200);

        assertThat(unknown(whatsapp)).isEqualTo(counted + 1);
        assertThat(world.database()
                        .queryForObject(
                                "select count(*) from omni_contact_addresses where address = ?",
                                Long.class,
                                phone.wire().replaceFirst("^whatsapp:", "")))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sms", "/whatsapp", "/message-status"})
    void refusesWhatTwilioDidNotSignAndWhatIsTooLarge(String path) throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        String forged = "MessageSid=SM" + "0".repeat(32) + "&From=%2B33611111111&To=%2B"
                + tenant.number().substring(1);

        assertThat(post(path, forged)).isEqualTo(403);
        assertThat(post(path, forged + "&Body=" + "x".repeat(70_000))).isEqualTo(413);

        assertThat(world.count("omni_events", tenant)).isZero();
        assertThat(world.count("omni_contacts", tenant)).isZero();
    }

    @Test
    void keepsWhatIsSignedAndUnreadableAndGoesOn(CapturedOutput log) {
        double unread = count("omni.messages.received", "outcome", "unparsed");
        double letters = count("omni.dead.letters", "code", "unparsed");
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());

        twilio.deliver(phone.write(tenant.number(), "kaputt").with("MessageSid", "SM-broken"));
        phone.send(tenant.number(), "Bonjour");

        phone.await(1, Duration.ofSeconds(20));
        assertThat(world.database()
                        .queryForObject(
                                "select details #>> '{parameters,Body,0}' from omni_messages where tenant_id = ?"
                                        + " and details ->> 'unparsed' = 'MessageSid'",
                                String.class,
                                tenant.id()))
                .isEqualTo("kaputt");
        assertThat(count("omni.messages.received", "outcome", "unparsed")).isEqualTo(unread + 1);
        assertThat(count("omni.dead.letters", "code", "unparsed")).isEqualTo(letters + 1);
        assertThat(log).contains("Dead letter: sms that came cannot be read").doesNotContain("kaputt");
    }

    @Test
    void asksTwilioToComeAgainWhileTheDatabaseIsAway() {
        world.expected("not 503 (11200)");
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        SimulatedPhone whatsapp = twilio.whatsapp(Post.number());
        world.takeDatabaseAway();
        try {
            assertThat(phone.send(tenant.number(), "Bonjour").statuses()).containsExactly(503);
            assertThat(whatsapp.send(tenant.number(), "Bonjour").statuses()).containsExactly(503);
        } finally {
            world.giveDatabaseBack();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> phone.send(tenant.number(), "Encore")
                .statuses()
                .getFirst()
                .equals(200));
        phone.await(1, Duration.ofSeconds(20));
        assertThat(twilio.ledger().told()).extracting(RestLedger.Told::status).contains(503);
    }

    private double count(String metric, String name, String value) {
        return metrics.counter(metric, "channel", "sms", name, value).count();
    }

    private double unknown(boolean whatsapp) {
        return metrics.counter(
                        "omni.messages.received", "channel", whatsapp ? "whatsapp" : "sms", "outcome", "unknown_number")
                .count();
    }

    private int post(String path, String form) throws IOException, InterruptedException {
        URI target = URI.create(world.server() + "/webhooks/omnichannel" + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(target)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
