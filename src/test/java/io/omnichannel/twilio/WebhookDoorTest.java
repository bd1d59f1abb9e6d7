package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omnichannel.twilio.RejectedWebhook.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookDoorTest {

    private static final String SID = "AC0123456789abcdef0123456789abcdef";
    private static final String SEEN = "http://10.0.0.1:8787/webhooks/omnichannel/sms?step=1";
    private static final String SIGNED = "https://h.example/webhooks/omnichannel/sms?step=1";
    private static final String FORM = "AccountSid=" + SID + "&From=%2B33612345678&Body=a+%26+b&Empty=";

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final TwilioSettings enforcing = TwilioSettings.of(SID, "current,next", "enforce", "https://h.example");
    private final TwilioSettings observing = TwilioSettings.of(SID, "current,next", "observe", "");

    @Test
    void admitsASignedFormAndHandsOverWhatItSays() {
        TwilioRequest request = door(enforcing).admit(form(FORM, sign("next", SIGNED, FORM)));

        assertThat(request.verified()).isTrue();
        assertThat(request.baseUrl()).isEqualTo("https://h.example");
        assertThat(request.path()).isEqualTo("/webhooks/omnichannel/sms");
        assertThat(request.query().value("step")).isEqualTo("1");
        assertThat(request.form().value("Body")).isEqualTo("a & b");
        assertThat(request.form().value("step")).isEmpty();
        assertThat(request.accountSid()).isEqualTo(SID);
        assertThat(request).hasToString("TwilioRequest[/webhooks/omnichannel/sms, verified=true]");
        assertThat(counted("valid")).isEqualTo(1);
    }

    @Test
    void takesTheFormOfAGetFromItsUrl() {
        String url = "http://10.0.0.1:8787/webhooks/omnichannel/sms?" + FORM;
        String signature = TwilioSignature.sign(
                "current", "https://h.example/webhooks/omnichannel/sms?" + FORM, TwilioForm.empty());

        TwilioRequest request = door(enforcing).admit(new IncomingWebhook("GET", url, "", signature, new byte[0]));

        assertThat(request.form().value("From")).isEqualTo("+33612345678");
    }

    @Test
    void admitsAJsonBodyByItsHash() {
        String query = "?bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        String url = "https://h.example/webhooks/omnichannel/conversations-events" + query;
        IncomingWebhook webhook = new IncomingWebhook(
                "POST",
                "http://10.0.0.1/webhooks/omnichannel/conversations-events" + query,
                "application/json",
                TwilioSignature.sign("current", url, TwilioForm.empty()),
                "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(door(enforcing).admit(webhook).json()).isEqualTo("{}");
        assertThat(rejected(new IncomingWebhook(
                        "POST",
                        webhook.url(),
                        "application/json",
                        webhook.signature(),
                        "[]".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Reason.WRONG_SIGNATURE);
    }

    @Test
    void refusesAFormBodyThatClaimsToBeSomethingElse() {
        IncomingWebhook form = form(FORM, sign("current", SIGNED, FORM));

        assertThat(rejected(new IncomingWebhook("POST", SEEN, "text/plain", form.signature(), form.body())))
                .isEqualTo(Reason.WRONG_SIGNATURE);
    }

    @Test
    void saysWhyItRefused() {
        assertThat(rejected(form(FORM, ""))).isEqualTo(Reason.MISSING_SIGNATURE);
        assertThat(rejected(form(FORM, sign("other", SIGNED, FORM)))).isEqualTo(Reason.WRONG_SIGNATURE);
        assertThat(rejected(form(FORM, sign("current", SEEN, FORM)))).isEqualTo(Reason.WRONG_SIGNATURE);
        assertThat(rejected(form("Body=%", "x"))).isEqualTo(Reason.MALFORMED);
        String foreign = "AccountSid=ACffffffffffffffffffffffffffffffff&Body=x";
        assertThat(rejected(form(foreign, sign("current", SIGNED, foreign)))).isEqualTo(Reason.UNKNOWN_ACCOUNT);
        assertThat(rejected(form("Body=x", sign("current", SIGNED, "Body=x")))).isEqualTo(Reason.UNKNOWN_ACCOUNT);

        assertThat(counted("missing")).isEqualTo(1);
        assertThat(counted("wrong")).isEqualTo(5);
        assertThat(counted("valid")).isZero();
    }

    @Test
    void letsAForgeryInWhenObservingAndCountsIt() {
        PublicUrl publicUrl = new PublicUrl(observing);
        WebhookDoor door = door(observing, publicUrl);

        TwilioRequest request = door.admit(form(FORM, "wrong"));

        assertThat(request.verified()).isFalse();
        assertThat(request.form().value("Body")).isEqualTo("a & b");
        assertThat(counted("wrong")).isEqualTo(1);
        assertThat(publicUrl.base())
                .as("a forged Host must not steer our call-backs")
                .isEmpty();
    }

    @Test
    void refusesAnUnreadableBodyEvenWhenObserving() {
        assertThatExceptionOfType(RejectedWebhook.class)
                .isThrownBy(() -> door(observing).admit(form("Body=%FF", "x")))
                .withMessage("Rejected webhook: unreadable body");
    }

    @Test
    void remembersTheBaseOfWhatItVerified() {
        PublicUrl publicUrl = new PublicUrl(observing);

        door(observing, publicUrl).admit(form(FORM, sign("current", SEEN, FORM)));

        assertThat(publicUrl.base()).contains("http://10.0.0.1:8787");
    }

    @Test
    void refusesAForgedSocketAndTakesASignedOne() {
        RelayHandshake handshake = handshake(enforcing);
        String url = "wss://h.example/webhooks/omnichannel/conversation";
        String seen = "http://10.0.0.1:8787/webhooks/omnichannel/conversation";
        String signature = TwilioSignature.sign("next", url, TwilioForm.empty());

        assertThat(handshake.accepts(seen, signature)).isTrue();
        assertThat(handshake.accepts("ws://10.0.0.1:8787/webhooks/omnichannel/conversation", signature))
                .isTrue();
        assertThat(handshake.accepts(seen + "x", signature)).isFalse();
        assertThat(handshake.accepts(seen, "")).isFalse();
        assertThat(handshake.accepts(seen, null)).isFalse();
        assertThat(handshake.accepts(
                        seen, TwilioSignature.sign("next", url.replace("wss", "https"), TwilioForm.empty())))
                .isFalse();
        assertThat(List.of(counted("valid"), counted("wrong"), counted("missing")))
                .containsExactly(2.0, 2.0, 2.0);
    }

    @Test
    void opensAnySocketWhenObserving() {
        assertThat(handshake(observing).accepts("http://localhost:8787/x", "")).isTrue();
        assertThat(counted("missing")).isEqualTo(1);
    }

    private RelayHandshake handshake(TwilioSettings settings) {
        return new RelayHandshake(
                TwilioAccounts.of(settings), new PublicUrl(settings), new SignatureLedger(metrics), settings);
    }

    private WebhookDoor door(TwilioSettings settings) {
        return door(settings, new PublicUrl(settings));
    }

    private WebhookDoor door(TwilioSettings settings, PublicUrl publicUrl) {
        return new WebhookDoor(TwilioAccounts.of(settings), publicUrl, new SignatureLedger(metrics), settings);
    }

    private Reason rejected(IncomingWebhook webhook) {
        try {
            door(enforcing).admit(webhook);
        } catch (RejectedWebhook rejected) {
            return rejected.reason();
        }
        throw new AssertionError("It was let in");
    }

    private double counted(String result) {
        return metrics.get("omni.signatures").tag("result", result).counter().count();
    }

    private static IncomingWebhook form(String body, String signature) {
        return new IncomingWebhook(
                "POST",
                SEEN,
                "application/x-www-form-urlencoded; charset=UTF-8",
                signature,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String token, String url, String body) {
        return TwilioSignature.sign(token, url, TwilioForm.decode(body.getBytes(StandardCharsets.UTF_8)));
    }
}
