package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.camel.routes.VoiceRoutes.FarEnd;
import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The webhooks of a call over real HTTP, from the signature to the answer. */
@CamelSpringBootTest
@SpringBootTest(
        classes = VoiceRoutes.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "omnichannel.enabled=true")
@ContextConfiguration(initializers = VoiceRoutes.Files.class)
@UseAdviceWith
@DirtiesContext
class VoiceRoutesTest {

    private static final String FORM = "AccountSid=" + VoiceRoutes.ACCOUNT + "&CallSid=CA1&To=%2B33199000001";

    private final HttpClient twilio = HttpClient.newHttpClient();
    private final CamelContext camel;
    private final FarEnd farEnd;

    @LocalServerPort
    private int port;

    @Autowired
    VoiceRoutesTest(CamelContext camel, FarEnd farEnd) {
        this.camel = camel;
        this.farEnd = farEnd;
    }

    @BeforeEach
    void start() throws Exception {
        if (!camel.isStarted()) {
            watch("voice-incoming", "connect-to-agent", "why-not");
            watch("voice-connected", "resume-with-agent");
            watch("call-words", "dial-human", "take-message", "say-goodbye");
            camel.start();
        }
        MockEndpoint.resetMocks(camel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/voice", "/voice/connected", "/fallback", "/call-status", "/recording"})
    void verifiesBeforeItAccepts(String path) throws Exception {
        farEnd.decides("connect");

        HttpResponse<String> answer = post(path, "forged");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map()).doesNotContainKeys("x-echo", "x-twilio-signature");
        assertThat(farEnd.asked()).isEmpty();
    }

    @Test
    void connectsACallThatIsToBeAnswered() throws Exception {
        farEnd.decides("connect");

        HttpResponse<String> answer = post("/voice");

        assertTwiml(answer).contains("<ConversationRelay ");
        assertThat(passed("connect-to-agent")).isEqualTo(1);
        assertThat(passed("why-not")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown_number", "voice_off", "busy", "day_spent"})
    void saysWhyACallIsNotAnswered(String decision) throws Exception {
        farEnd.decides(decision);

        HttpResponse<String> answer = post("/voice");

        assertTwiml(answer).contains("<Hangup/>").doesNotContain("<Connect");
        assertThat(passed("connect-to-agent")).isZero();
        assertThat(passed("why-not")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "resume, resume-with-agent, <ConversationRelay ",
        "back_to_agent, resume-with-agent, <ConversationRelay ",
        "dial, dial-human, <Dial ",
        "voicemail, take-message, <Record ",
        "callback, say-goodbye, <Say ",
        "hang_up, say-goodbye, <Hangup/>",
        "give_up, say-goodbye, <Say "
    })
    void takesTheNextStepThatWasDecided(String decision, String step, String twiml) throws Exception {
        farEnd.decides(decision);

        assertTwiml(post("/voice/connected")).contains(twiml);

        assertThat(passed(step)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/voice", "/voice/connected"})
    void apologisesToTheCallerWhateverBreaks(String path) throws Exception {
        farEnd.fails(new IllegalStateException("the database is away"));

        assertTwiml(post(path)).contains("<Say").contains("<Hangup/>").doesNotContain("database");
    }

    @Test
    void apologisesWithoutAskingAnybodyWhenTwilioFallsBack() throws Exception {
        farEnd.fails(new IllegalStateException("the database is away"));

        assertTwiml(post("/fallback")).contains("<Say").contains("<Hangup/>");
        assertThat(farEnd.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/call-status", "/call-status?outbox=1", "/recording"})
    void acknowledgesACallbackWithNothing(String path) throws Exception {
        farEnd.decides("connect");

        HttpResponse<String> answer = post(path);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map()).doesNotContainKey("x-echo");
        assertThat(farEnd.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/call-status", "/call-status?outbox=1", "/recording"})
    void asksForACallbackAgainThatItCouldNotKeep(String path) throws Exception {
        farEnd.fails(new IllegalStateException("the database is away"));

        HttpResponse<String> answer = post(path);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.body()).isEmpty();
    }

    private static AbstractStringAssert<?> assertTwiml(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
        assertThat(answer.headers().map()).doesNotContainKeys("x-echo", "x-twilio-signature");
        return assertThat(answer.body());
    }

    private void watch(String route, String... steps) throws Exception {
        AdviceWith.adviceWith(camel, route, advice -> {
            for (String step : steps) {
                advice.weaveById(step).before().to("mock:" + step);
            }
        });
    }

    private int passed(String step) {
        return MockEndpoint.resolve(camel, "mock:" + step).getReceivedCounter();
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        TwilioForm form = TwilioForm.decode(FORM.getBytes(StandardCharsets.UTF_8));
        return post(path, TwilioSignature.sign(VoiceRoutes.TOKEN, url(path), form));
    }

    private HttpResponse<String> post(String path, String signature) throws IOException, InterruptedException {
        return twilio.send(
                HttpRequest.newBuilder(URI.create(url(path)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Twilio-Signature", signature)
                        .header("X-Echo", "must not come back")
                        .POST(BodyPublishers.ofString(FORM))
                        .build(),
                BodyHandlers.ofString());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + "/webhooks/omnichannel" + path;
    }
}
