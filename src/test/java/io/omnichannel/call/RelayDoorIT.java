package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Step;
import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class RelayDoorIT {

    private static final String ACCOUNT = "AC00000000000000000000000000000000";

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    World world;

    @Autowired
    List<HikariDataSource> pools;

    @AfterEach
    void stop() {
        http.shutdownNow();
    }

    @Test
    void refusesAHandshakeThatTwilioDidNotSign() {
        for (String signature : new String[] {"", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="}) {
            assertThatThrownBy(() -> open(signature, new Ending()))
                    .cause()
                    .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                    refused.getResponse().statusCode())
                            .isEqualTo(403));
        }
    }

    @Test
    void asksForAnUpgradeWhereTheSocketIs() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(world.server().resolve("/webhooks/omnichannel/conversation"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(426);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong ticket", "no ticket", "another call", "another account"})
    void closesASessionWhoseTicketDoesNotFit(String what) throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        String callSid = "CA-door-" + what.replace(' ', '-');
        String ticket = incoming(callSid, tenant);
        Ending ending = new Ending();
        WebSocket socket = open(signature(), ending);

        socket.sendText(
                        setup(
                                what.equals("another call") ? "CA-other" : callSid,
                                what.equals("another account") ? "AC1" : ACCOUNT,
                                what.equals("wrong ticket")
                                        ? "AAAAAAAAAAAAAAAAAAAAAA"
                                        : what.equals("no ticket") ? "" : ticket),
                        true)
                .get();

        assertThat(ending.said()).isEqualTo("1008 The ticket is wrong, used, too old or of another call");
        assertThat(world.storedCall(callSid)).containsEntry("session_id", null).containsEntry("ticket_used_at", null);
        assertThat(world.count("omni_messages", tenant)).isZero();
    }

    @Test
    void takesATicketOnce() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        String ticket = incoming("CA-door-once", tenant);
        WebSocket first = open(signature(), new Ending());
        first.sendText(setup("CA-door-once", ACCOUNT, ticket), true).get();
        await().until(() -> world.storedCall("CA-door-once").get("ticket_used_at") != null);
        Ending ending = new Ending();
        WebSocket second = open(signature(), ending);

        second.sendText(setup("CA-door-once", ACCOUNT, ticket), true).get();

        assertThat(ending.said()).isEqualTo("1008 The ticket is wrong, used, too old or of another call");
        first.abort();
    }

    @Test
    void takesNoTicketThatIsTooOld() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        String ticket = incoming("CA-door-old", tenant);
        world.database().update("update omni_calls set ticket_expires_at = now() where call_sid = 'CA-door-old'");
        Ending ending = new Ending();
        WebSocket socket = open(signature(), ending);

        socket.sendText(setup("CA-door-old", ACCOUNT, ticket), true).get();

        assertThat(ending.said()).isEqualTo("1008 The ticket is wrong, used, too old or of another call");
    }

    @Test
    void closesASocketThatNeverSaysWhoItIs() throws Exception {
        Ending ending = new Ending();

        open(signature(), ending);

        assertThat(ending.said()).isEqualTo("1008 No setup in time");
    }

    @Test
    void hasNoComplaintOfASetupThatCameInTimeAndTakesLongToBind() throws Exception {
        String ticket = incoming("CA-door-slow", world.tenant(settings -> {}));
        Ending ending = new Ending();
        Ending ofOneThatCameLater = new Ending();
        try (Connection elsewhere = world.connect();
                Statement statement = elsewhere.createStatement()) {
            elsewhere.setAutoCommit(false);
            statement.execute("select from omni_calls where call_sid = 'CA-door-slow' for update");

            open(signature(), ending)
                    .sendText(setup("CA-door-slow", ACCOUNT, ticket), true)
                    .get();
            open(signature(), ofOneThatCameLater);

            assertThat(ofOneThatCameLater.said()).isEqualTo("1008 No setup in time");
            assertThat(ending.saidYet()).isNotEqualTo("1008 No setup in time");
            elsewhere.rollback();
        }
    }

    @Test
    void closesASocketThatSpeaksBeforeItsSetup() throws Exception {
        Ending ending = new Ending();
        WebSocket socket = open(signature(), ending);

        socket.sendText("{\"type\":\"prompt\",\"voicePrompt\":\"Bonjour\",\"lang\":\"fr-FR\",\"last\":true}", true)
                .get();

        assertThat(ending.said()).isEqualTo("1008 The first frame must be setup");
    }

    @Test
    void closesASocketOfNothingButNoiseAndSaysSo() throws Exception {
        Ending ending = new Ending();
        WebSocket socket = open(signature(), ending);

        for (int i = 0; i < 10; i++) {
            socket.sendText("noise " + i, true).get();
        }

        assertThat(ending.said()).isEqualTo("1007 Too many consecutive malformed messages");
    }

    @Test
    void closesASessionWhoseCallCannotBeLookedUp() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        String ticket = incoming("CA-door-away", tenant);
        Ending ending = new Ending();
        WebSocket socket = open(signature(), ending);
        world.takeDatabaseAway();
        try {
            socket.sendText(setup("CA-door-away", ACCOUNT, ticket), true).get();

            assertThat(ending.said()).isEqualTo("1011 The call cannot be looked up");
        } finally {
            world.giveDatabaseBack();
            // Otherwise the next test is handed what died just now.
            pools.forEach(pool -> pool.getHikariPoolMXBean().softEvictConnections());
        }
    }

    @Test
    void goesOnAfterNineFramesOfNoiseAndEndsAfterTen() {
        Duration patience = Duration.ofSeconds(20);
        SimulatedCall call = world.call(world.tenant(settings -> {}));
        for (int i = 0; i < 9; i++) {
            call.send("noise " + i);
        }
        assertThat(call.ask("Bonjour", patience).text()).isNotBlank();

        for (int i = 0; i < 10; i++) {
            call.send("{\"type\":7}");
        }

        call.awaitSession(2);
        call.hangUp();
        assertThat(call.awaitEnd(patience).steps(Step.Disconnected.class))
                .first()
                .satisfies(lost -> assertThat(lost.code()).isEqualTo(1007));
    }

    private String incoming(String callSid, Tenant tenant) {
        world.simulator()
                .webhooks(world.account())
                .post(
                        "/webhooks/omnichannel/voice",
                        Map.of(
                                "CallSid",
                                callSid,
                                "AccountSid",
                                ACCOUNT,
                                "From",
                                "+33611223344",
                                "To",
                                tenant.number()));
        return (String) world.storedCall(callSid).get("ticket");
    }

    private static String setup(String callSid, String accountSid, String ticket) {
        return """
               {"type":"setup","sessionId":"VX1","accountSid":"%s","callSid":"%s","from":"+33611223344","to":"+33199000001",
               "callType":"PSTN","direction":"inbound","callStatus":"RINGING","customParameters":{"ticket":"%s"}}"""
                .formatted(accountSid, callSid, ticket);
    }

    private URI socketUrl() {
        return URI.create(world.server().toString().replaceFirst("^http", "ws") + "/webhooks/omnichannel/conversation");
    }

    private String signature() {
        return TwilioSignature.sign(world.account().authToken(), socketUrl().toString(), TwilioForm.empty());
    }

    private WebSocket open(String signature, Ending ending) throws InterruptedException, ExecutionException {
        return http.newWebSocketBuilder()
                .header("X-Twilio-Signature", signature)
                .buildAsync(socketUrl(), ending)
                .get();
    }

    /** Waits for the server to close. */
    private static final class Ending implements WebSocket.Listener {

        private final CompletableFuture<String> said = new CompletableFuture<>();

        /** {@code code reason}. */
        String said() throws Exception {
            return said.get(10, TimeUnit.SECONDS);
        }

        String saidYet() {
            return said.getNow("");
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            said.complete(statusCode + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            said.completeExceptionally(failure);
        }
    }
}
