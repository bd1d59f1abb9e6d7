package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.WebhookAnswer;
import io.omnichannel.simulator.Webhooks;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ServerTest
@Import(World.class)
class WebhookDoorIT {

    private static final String PREFIX = "/webhooks/omnichannel";

    @Autowired
    World world;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/voice",
                "/voice/connected",
                "/voice/connected?step=dial",
                "/call-status",
                "/recording",
                "/fallback"
            })
    void letsInWhatTwilioSignedAndNothingElse(String path) {
        Tenant tenant = world.tenant(settings -> {});
        Map<String, String> form = call("CA-signed" + path, tenant);

        WebhookAnswer signed = world.simulator().webhooks(world.account()).post(PREFIX + path, form);
        WebhookAnswer forged = forger().post(PREFIX + path, call("CA-forged" + path, tenant));

        assertThat(signed.status()).isIn(200, 204);
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.body()).isEmpty();
        assertThat(world.database()
                        .queryForObject("select count(*) from omni_calls where call_sid like 'CA-forged%'", Long.class))
                .isZero();
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
        String database = world.database().queryForObject("select current_database()", String.class);
        world.administrator().execute("alter database " + database + " allow_connections false");
        world.administrator()
                .queryForList("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", database);
        WebhookAnswer call;
        WebhookAnswer status;
        try {
            call = twilio.post(PREFIX + "/voice", call("CA-away", tenant));
            status = twilio.post(PREFIX + "/call-status", call("CA-away", tenant));
        } finally {
            world.administrator().execute("alter database " + database + " allow_connections true");
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
