package io.omnichannel.simulator.call;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.DocumentedServer;
import io.omnichannel.simulator.DocumentedServer.Page;
import io.omnichannel.simulator.DocumentedServer.Peer;
import io.omnichannel.simulator.DocumentedServer.Request;
import io.omnichannel.simulator.Signer;
import io.omnichannel.simulator.StrictJson;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.TwilioRuleBroken;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedCallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String BYE = "<Response><Hangup/></Response>";

    private final Simulator simulator = new Simulator();
    private DocumentedServer server;

    @AfterEach
    void stop() throws IOException {
        simulator.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void postsASignedIncomingCallWithEveryParameter() throws Exception {
        call(request -> Page.twiml(BYE), SimulatedCallTest::silent).awaitEnd(PATIENCE);

        Request voice = server.requests.takeFirst();
        assertThat(voice.target()).isEqualTo("/webhooks/omnichannel/voice");
        assertThat(voice.form())
                .containsEntry("From", "+33612345678")
                .containsEntry("To", "+33199000001")
                .containsEntry("CallStatus", "ringing")
                .containsEntry("Direction", "inbound")
                .containsEntry("FromCity", "")
                .containsKeys("CallSid", "AccountSid", "ApiVersion", "CallToken", "Called", "CalledZip");
        assertThat(voice.headers())
                .containsEntry("X-Twilio-Signature", signature("/webhooks/omnichannel/voice", voice));
    }

    @Test
    void tellsTheEndToTheStatusCallback() throws Exception {
        call(request -> request.target().endsWith("call-status") ? Page.empty(204) : Page.twiml(BYE), this::unused)
                .awaitEnd(PATIENCE);

        server.requests.takeFirst();
        assertThat(server.requests.takeFirst().form())
                .containsEntry("CallStatus", "completed")
                .containsEntry("CallbackSource", "call-progress-events")
                .containsEntry("SequenceNumber", "0")
                .containsKeys("CallDuration", "Duration", "Timestamp");
    }

    @Test
    void opensTheRelayWithASignedHandshakeAndItsParameters() throws Exception {
        SimulatedCall call = call(relayOnce(), SimulatedCallTest::silent).awaitConnected();

        JsonNode setup = StrictJson.JSON.readTree(server.received.pollFirst(5, SECONDS));
        assertThat(setup.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "type",
                        "sessionId",
                        "accountSid",
                        "parentCallSid",
                        "callSid",
                        "from",
                        "to",
                        "forwardedFrom",
                        "callType",
                        "callerName",
                        "direction",
                        "callStatus",
                        "customParameters");
        assertThat(setup.path("sessionId").asText()).matches("VX[0-9a-f]{32}");
        assertThat(setup.path("callSid").asText()).isEqualTo(call.callSid());
        assertThat(setup.path("callStatus").asText()).isEqualTo("RINGING");
        assertThat(setup.path("customParameters").path("ticket").asText()).isEqualTo("t&1");
        assertThat(server.handshakes.takeFirst().headers())
                .containsEntry("X-Twilio-Signature", new Signer("token").sign(server.socketUrl(), Map.of()));
    }

    @Test
    void hearsAnAnswerUpToItsLastFrame() throws Exception {
        SimulatedCall call =
                call(relayOnce(), answering("Nous ", "sommes ouverts.")).awaitConnected();

        SpokenAnswer answer = call.ask("Vos horaires ?", PATIENCE);

        assertThat(answer.text()).isEqualTo("Nous sommes ouverts.");
        assertThat(answer.frames()).isEqualTo(2);
        assertThat(answer.ending()).isEqualTo(SpokenAnswer.Ending.COMPLETE);
        assertThat(answer.untilFirstFrame()).isPositive();
        assertThat(call.frames()).extracting(Frame::fromServer).containsExactly(false, false, true, true);
    }

    @Test
    void sendsPartialPromptsThatGrow() throws Exception {
        SimulatedCall call = call(relayOnce(), SimulatedCallTest::silent).awaitConnected();

        call.sayWordByWord("Je veux un");

        server.received.pollFirst(5, SECONDS);
        assertThat(List.of(server.received.pollFirst(5, SECONDS), server.received.pollFirst(5, SECONDS)))
                .containsExactly(prompt("Je", false), prompt("Je veux", false));
        assertThat(List.of(server.received.pollFirst(5, SECONDS), server.received.pollFirst(5, SECONDS)))
                .containsExactly(prompt("Je veux un", false), prompt("Je veux un", true));
    }

    @Test
    void interruptsAfterSoManyWordsAndNotesWhatComesTooLate() throws Exception {
        SimulatedCall call = call(relayOnce(), (peer, frame) -> {
                    if (frame.contains("\"prompt\"")) {
                        peer.say("Nous sommes ouverts ", false);
                        peer.say("toute la", false);
                    } else if (frame.contains("\"interrupt\"")) {
                        peer.say(" journée", true);
                    }
                })
                .awaitConnected();

        call.say("Vos horaires ?");
        String heard = call.interruptAfter(2, PATIENCE);

        assertThat(heard).isEqualTo("Nous sommes");
        assertThat(call.nextAnswer(PATIENCE).ending()).isEqualTo(SpokenAnswer.Ending.INTERRUPTED);
        assertThat(call.nextAnswer(PATIENCE).text()).endsWith(" journée");
        assertThat(call.lateFrames()).extracting(LateFrame::token).endsWith(" journée");
        assertThat(server.received).anySatisfy(frame -> assertThat(frame)
                .contains("\"type\":\"interrupt\"", "\"utteranceUntilInterrupt\":\"Nous sommes\""));
    }

    @Test
    void interruptsTheGreetingWithWhatWasHeardOfIt() throws Exception {
        server = new DocumentedServer(this::relayOrBye, SimulatedCallTest::silent);
        SimulatedCall call = simulator.call(setup().wordsPerSecond(0.001)).awaitConnected();

        assertThat(call.isBeingSpokenTo()).isTrue();
        assertThat(call.interruptNow()).isEmpty();
        assertThat(call.isBeingSpokenTo()).isFalse();
    }

    @Test
    void tellsTheActionThatTheAgentEndedAndFollowsItsTwiml() throws Exception {
        SimulatedCall call = call(
                request -> switch (request.target()) {
                    case "/action" ->
                        Page.twiml("<Response><Say>Un instant</Say><Dial action='/dialled'>+33123456789</Dial>"
                                + "</Response>");
                    case "/dialled" -> Page.twiml(BYE);
                    default -> relayOrBye(request);
                },
                (peer, frame) -> {
                    if (frame.contains("\"prompt\"")) {
                        peer.send("{\"type\":\"end\",\"handoffData\":\"{\\\"why\\\":\\\"é\\\"}\"}");
                    }
                });

        call.awaitConnected().say("Un conseiller");
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(request("/action").form())
                .containsEntry("SessionStatus", "ended")
                .containsEntry("CallStatus", "in-progress")
                .containsEntry("HandoffData", "{\"why\":\"é\"}")
                .containsKeys("SessionId", "SessionDuration")
                .doesNotContainKeys("ErrorCode", "ErrorMessage");
        assertThat(request("/dialled").form())
                .containsEntry("DialCallStatus", "completed")
                .containsKey("DialCallSid");
        assertThat(ledger.steps(Step.Said.class)).containsExactly(new Step.Said("Un instant"));
        assertThat(server.closeCodes.pollFirst(5, SECONDS)).isEqualTo(1000);
    }

    @Test
    void postsHowADialEnded() throws Exception {
        server = new DocumentedServer(
                request -> request.target().endsWith("/voice")
                        ? Page.twiml("<Response><Dial action='/dialled'>+33123456789</Dial></Response>")
                        : Page.twiml(BYE),
                SimulatedCallTest::silent);

        simulator.call(setup().dialOutcome(DialOutcome.NO_ANSWER)).awaitEnd(PATIENCE);

        assertThat(request("/dialled").form())
                .containsEntry("DialCallStatus", "no-answer")
                .doesNotContainKey("DialCallDuration");
    }

    @Test
    void tellsTheActionThatTheCallerHungUp() throws Exception {
        SimulatedCall call = call(relayOnce(), SimulatedCallTest::silent).awaitConnected();

        call.hangUp();
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(request("/action").form())
                .containsEntry("SessionStatus", "completed")
                .containsEntry("CallStatus", "completed");
        assertThat(ledger.steps()).contains(new Step.HungUp(true));
    }

    @Test
    void connectsAgainWhenTheActionSaysSo() throws Exception {
        SimulatedCall call = call(
                request -> request.form().getOrDefault("SessionStatus", "").equals("completed")
                        ? Page.twiml(BYE)
                        : relay(),
                answering("Me revoilà."));
        call.awaitConnected().dropSocket();

        call.awaitSession(2);

        assertThat(request("/action").form())
                .containsEntry("SessionStatus", "failed")
                .containsEntry("ErrorCode", "64105")
                .containsEntry("CallStatus", "in-progress");
        assertThat(call.ask("Allô ?", PATIENCE).text()).isEqualTo("Me revoilà.");
        assertThat(call.frames())
                .filteredOn(frame -> frame.text().contains("\"setup\""))
                .extracting(Frame::text)
                .last()
                .asString()
                .contains("IN_PROGRESS");
        assertThat(call.ledger().steps(Step.Connected.class))
                .extracting(Step.Connected::sessionId)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void tellsTheActionThatTheServerWentAway() throws Exception {
        SimulatedCall call = call(relayOnce(), (peer, frame) -> peer.abort());

        Ledger ledger = call.awaitConnected().awaitEnd(PATIENCE);

        assertThat(request("/action").form()).containsEntry("ErrorCode", "64105");
        assertThat(ledger.steps(Step.Disconnected.class))
                .extracting(Step.Disconnected::code)
                .containsExactly(1006);
    }

    @Test
    void tellsTheActionThatTheHandshakeWasRefused() throws Exception {
        server = new DocumentedServer(this::relayOrBye, SimulatedCallTest::silent);
        server.handshakeStatus = 403;

        Ledger ledger = simulator.call(setup()).awaitEnd(PATIENCE);

        assertThat(request("/action").form())
                .containsEntry("SessionStatus", "failed")
                .containsEntry("ErrorCode", "64102");
        assertThat(ledger.steps(Step.NotConnected.class))
                .extracting(Step.NotConnected::status)
                .containsExactly(403);
    }

    @Test
    void answersAMalformedMessageAndClosesAtTheTenthInARow() throws Exception {
        SimulatedCall call = call(relayOnce(), (peer, frame) -> {
            if (frame.contains("\"prompt\"")) {
                for (int i = 0; i < 9; i++) {
                    peer.send("{\"foo\":\"bar\"}");
                }
                peer.say("Pardon.", true);
                for (int i = 0; i < 10; i++) {
                    peer.send("{\"type\":\"text\",\"isFinal\":true}");
                }
            }
        });

        call.awaitConnected().say("Bonjour");
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(ledger.violations()).hasSize(19);
        assertThat(server.closeCodes.pollFirst(5, SECONDS)).isEqualTo(1007);
        assertThat(server.received).anySatisfy(frame -> assertThat(frame)
                .contains("\"type\":\"error\"", "Invalid message received, code: 64107"));
        assertThat(request("/action").form()).containsEntry("ErrorCode", "64105");
    }

    @Test
    void staysSilentAboutKeysNobodyAskedFor() throws Exception {
        SimulatedCall call = call(request -> Page.twiml(twiml("")), SimulatedCallTest::silent);

        assertThatThrownBy(() -> call.awaitConnected().press('5')).hasMessageContaining("dtmfDetection");
        assertThatThrownBy(() -> call.press('x')).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reportsAKey() throws Exception {
        call(relayOnce(), SimulatedCallTest::silent).awaitConnected().press('#');

        server.received.pollFirst(5, SECONDS);
        assertThat(server.received.pollFirst(5, SECONDS)).isEqualTo("{\"type\":\"dtmf\",\"digit\":\"#\"}");
    }

    @Test
    void saysWhichRuleEndedTheCall() throws Exception {
        SimulatedCall call = call(request -> Page.empty(500), SimulatedCallTest::silent);

        assertThatThrownBy(call::awaitConnected)
                .isInstanceOf(TwilioRuleBroken.class)
                .hasMessageContaining("11200");
    }

    @Test
    void asksTheFallbackWhenThePrimaryUrlFails() throws Exception {
        server = new DocumentedServer(
                request -> request.target().endsWith("/fallback")
                        ? Page.twiml("<Response><Say>Rappelez plus tard</Say></Response>")
                        : Page.empty(500),
                SimulatedCallTest::silent);

        Ledger ledger = simulator
                .call(setup().fallbackUrl("/fallback").statusCallback(""))
                .awaitEnd(PATIENCE);

        assertThat(ledger.steps(Step.Said.class)).containsExactly(new Step.Said("Rappelez plus tard"));
        assertThat(ledger.violations()).singleElement().asString().contains("11200");
    }

    @Test
    void signsThePublicAddressAndReachesTheServerBehindIt() throws Exception {
        String publicUrl = "https://omni.example.com/mount";
        server = new DocumentedServer(
                request -> request.target().endsWith("/voice")
                        ? Page.twiml("<Response><Connect action='" + publicUrl + "/action'><ConversationRelay url='"
                                + "wss://omni.example.com/mount/relay'/></Connect></Response>")
                        : Page.twiml(BYE),
                SimulatedCallTest::silent);
        TwilioAccount account = new TwilioAccount(server.url(), publicUrl, TwilioAccount.SIMULATED_SID, "token");

        simulator.call(CallSetup.of(account)).awaitConnected().hangUp();

        Request voice = server.requests.pollFirst(5, SECONDS);
        assertThat(voice.headers().get("X-Twilio-Signature"))
                .isEqualTo(signature(URI.create(publicUrl), "/webhooks/omnichannel/voice", voice));
        Request handshake = server.handshakes.pollFirst(5, SECONDS);
        assertThat(handshake.target()).isEqualTo("/relay");
        assertThat(handshake.headers().get("X-Twilio-Signature"))
                .isEqualTo(new Signer("token").sign("wss://omni.example.com/mount/relay", Map.of()));
    }

    @Test
    void saysThatNobodySpoke() throws Exception {
        SimulatedCall call = call(relayOnce(), SimulatedCallTest::silent).awaitConnected();

        assertThatThrownBy(() -> call.nextAnswer(Duration.ofMillis(20)))
                .isInstanceOf(NoAnswer.class)
                .hasMessageContaining("20 ms");
    }

    private SimulatedCall call(Function<Request, Page> pages, BiConsumer<Peer, String> agent) throws IOException {
        server = new DocumentedServer(pages, agent);
        return simulator.call(setup());
    }

    private CallSetup setup() {
        return CallSetup.of(TwilioAccount.of(server.url(), "token"));
    }

    private Function<Request, Page> relayOnce() {
        return this::relayOrBye;
    }

    private Page relayOrBye(Request request) {
        return request.target().endsWith("/voice") ? relay() : Page.twiml(BYE);
    }

    private Page relay() {
        return Page.twiml(twiml("dtmfDetection='true' welcomeGreeting='Bonjour à vous' language='fr-FR'"));
    }

    private String twiml(String attributes) {
        return "<Response><Connect action='/action'><ConversationRelay url='" + server.socketUrl() + "' " + attributes
                + "><Parameter name='ticket' value='t&amp;1'/></ConversationRelay></Connect></Response>";
    }

    private static BiConsumer<Peer, String> answering(String first, String... more) {
        return (peer, frame) -> {
            if (frame.contains("\"prompt\"")) {
                peer.say(first, more.length == 0);
                for (int i = 0; i < more.length; i++) {
                    peer.say(more[i], i == more.length - 1);
                }
            }
        };
    }

    private static void silent(Peer peer, String frame) {}

    private void unused(Peer peer, String frame) {
        throw new AssertionError("No socket was asked for");
    }

    private Request request(String target) {
        return server.requests.stream()
                .filter(request -> request.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private String signature(String path, Request request) {
        return signature(server.url(), path, request);
    }

    private static String signature(URI base, String path, Request request) {
        Map<String, List<String>> form = new TreeMap<>();
        request.form().forEach((name, value) -> form.put(name, List.of(value)));
        return new Signer("token").sign(base + path, form);
    }

    private static String prompt(String text, boolean last) {
        return "{\"type\":\"prompt\",\"voicePrompt\":\"" + text + "\",\"lang\":\"fr-FR\",\"last\":" + last + "}";
    }
}
