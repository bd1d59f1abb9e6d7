package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.WebhookAnswer;
import io.omnichannel.simulator.Webhooks;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class WebhookDoorIT {

    private static final String PREFIX = "/webhooks/omnichannel";

    @Autowired
    World world;

    @Autowired
    CamelContext camel;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/voice",
                "/voice?outbox=0190a5c0-0000-7000-8000-000000000001",
                "/voice/connected",
                "/voice/connected?step=dial",
                "/voice/connected?step=voicemail",
                "/call-status",
                "/call-status?outbox=0190a5c0-0000-7000-8000-000000000001",
                "/recording",
                "/fallback",
                "/sms",
                "/whatsapp",
                "/message-status",
                "/message-status?outbox=0190a5c0-0000-7000-8000-000000000001",
                "/conversations-events"
            })
    void letsInWhatTwilioSignedAndNothingElse(String path) {
        Tenant tenant = world.tenant(settings -> {});
        Map<String, String> form = event(path, tenant);

        WebhookAnswer forged = forger().post(PREFIX + path, form);
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.body()).isEmpty();
        assertThat(world.count("omni_events", tenant)).isZero();
        assertThat(world.count("omni_calls", tenant)).isZero();

        WebhookAnswer signed = world.simulator().webhooks(world.account()).post(PREFIX + path, form);
        assertThat(signed.status()).isIn(200, 204);
    }

    @Test
    void knowsEveryDoorOfTwilios() throws Exception {
        Method asked = getClass().getDeclaredMethod("letsInWhatTwilioSignedAndNothingElse", String.class);
        List<String> tried = Arrays.stream(
                        asked.getAnnotation(ValueSource.class).strings())
                .map(path -> path.replaceFirst("\\?.*", ""))
                .distinct()
                .toList();

        List<String> doors = camel.getRoutes().stream()
                .map(route -> route.getEndpoint().getEndpointUri().replaceFirst("\\?.*", ""))
                .filter(uri -> uri.startsWith("platform-http:") && uri.contains(PREFIX + "/"))
                .map(uri -> uri.substring(uri.indexOf(PREFIX) + PREFIX.length()))
                .filter(path -> !path.startsWith("/email"))
                .toList();

        assertThat(tried).containsExactlyInAnyOrderElementsOf(doors);
    }

    @Test
    void echoesNothingOfTheRequest() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(world.server().resolve(PREFIX + "/voice?CamelHttpResponseCode=418"))
                            .header("X-Canary", "canary")
                            .header("Authorization", "Bearer canary")
                            .header("CamelHttpResponseCode", "418")
                            .POST(BodyPublishers.ofString("Body=canary&CamelHttpUri=http://127.0.0.1:1/"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().map().toString() + answer.body()).doesNotContain("canary");
        }
    }

    @Test
    void apologisesAtOnceWhileTheDatabaseIsAwayAndGoesOnWhenItIsBack() {
        Tenant tenant = world.tenant(settings -> {});
        Webhooks twilio = world.simulator().webhooks(world.account());
        world.takeDatabaseAway();
        WebhookAnswer call;
        WebhookAnswer status;
        try {
            call = twilio.post(PREFIX + "/voice", call("CA-away", tenant));
            status = twilio.post(PREFIX + "/call-status", call("CA-away", tenant));
        } finally {
            world.openDatabase();
        }

        assertThat(call.status()).isEqualTo(200);
        assertThat(new String(call.body()))
                .contains("<Say ")
                .contains("<Hangup/>")
                .doesNotContain("SQL");
        assertThat(status.status()).isEqualTo(503);
        await().untilAsserted(() -> assertThat(new String(
                        twilio.post(PREFIX + "/voice", call("CA-back", tenant)).body()))
                .contains("<ConversationRelay "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/webhooks/twilio/x",
                "/webhooks/vapi/x",
                "/webhooks/omnichannel2",
                "/api/v1/omnichannels",
                "/error"
            })
    void leavesEveryOtherPathToOthers(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String method : List.of("GET", "POST")) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(world.server().resolve(path))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());

                assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(404);
            }
        }
    }

    private Webhooks forger() {
        TwilioAccount account = world.account();
        return world.simulator().webhooks(TwilioAccount.of(account.server(), "not the token"));
    }

    /** What any of the webhooks needs, in one form. */
    private static Map<String, String> event(String path, Tenant tenant) {
        String sid = "%032x".formatted(path.hashCode());
        Map<String, String> form = new HashMap<>(call("CA" + sid, tenant));
        form.put("MessageSid", "SM" + sid);
        form.put("MessageStatus", "delivered");
        form.put("Body", "Bonjour");
        if (path.equals("/whatsapp")) {
            form.replaceAll((name, value) -> List.of("From", "To").contains(name) ? "whatsapp:" + value : value);
        }
        return form;
    }

    private static Map<String, String> call(String callSid, Tenant tenant) {
        return Map.of(
                "CallSid",
                callSid,
                "AccountSid",
                TwilioAccount.SIMULATED_SID,
                "From",
                "+33611223344",
                "To",
                tenant.number(),
                "CallStatus",
                "in-progress",
                "Direction",
                "inbound");
    }
}
