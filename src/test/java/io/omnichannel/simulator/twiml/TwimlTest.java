package io.omnichannel.simulator.twiml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.omnichannel.simulator.TwilioRuleBroken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwimlTest {

    private static final URI HERE = URI.create("https://example.com/voice?x=1");

    @Test
    void readsTheDocumentationsExample() {
        List<TwimlVerb> verbs = read(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Response>
                  <Connect action="https://myhttpserver.com/connect_action">
                    <ConversationRelay url="wss://mywebsocketserver.com/websocket" welcomeGreeting="Hi! Ask me &amp; go">
                      <Language code="sv-SE" ttsProvider="Amazon" voice="Elin-Neural" transcriptionProvider="Google" speechModel="long"/>
                      <Parameter name="foo" value="bar"/>
                    </ConversationRelay>
                  </Connect>
                </Response>
                """);

        assertThat(verbs)
                .singleElement()
                .asInstanceOf(type(TwimlVerb.Connect.class))
                .satisfies(connect -> {
                    assertThat(connect.action()).isEqualTo("https://myhttpserver.com/connect_action");
                    assertThat(connect.relay().greeting()).isEqualTo("Hi! Ask me & go");
                    assertThat(connect.relay().parameters()).isEqualTo(Map.of("foo", "bar"));
                });
    }

    @Test
    void readsEveryVerbInOrder() {
        assertThat(read("<Response><Start><Recording recordingStatusCallback='/rec'/></Start><Say>Un <break/>mot</Say>"
                        + "<Pause/><Dial action='/next'><Number>+33123456789</Number></Dial><Hangup/></Response>"))
                .containsExactly(
                        new TwimlVerb.StartRecording("https://example.com/rec"),
                        new TwimlVerb.Say("Un mot", ""),
                        new TwimlVerb.Pause(1),
                        new TwimlVerb.Dial(List.of("+33123456789"), "https://example.com/next"),
                        new TwimlVerb.Hangup());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            12100 | hello <Response/>
            12100 | <Response>
            12100 | <Response><Say>a & b</Say></Response>
            12100 | <!DOCTYPE Response><Response/>
            12100 | <!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Response><Say>&x;</Say></Response>
            12100 | <html/>
            12200 | <Response><Sing>la</Sing></Response>
            12200 | <Response><say>la</say></Response>
            12200 | <Response>spoken?</Response>
            12200 | <Response>spoken?<Say>yes</Say></Response>
            12200 | <Response><Say volume="11">la</Say></Response>
            12200 | <Response xmlns="urn:x"/>
            12200 | <Response><ConversationRelay url="wss://e.com/"/></Response>
            12200 | <Response><Connect action="/a"/></Response>
            12200 | <Response><Connect><ConversationRelay url="wss://e.com/"/></Connect></Response>
            12200 | <Response><Connect action="/a"><Stream url="wss://e.com/"/></Connect></Response>
            12200 | <Response><Record/></Response>
            12200 | <Response><Pause length="soon"/></Response>
            13224 | <Response><Dial/></Response>
            11100 | <Response><Redirect>ftp://e.com/</Redirect></Response>
            """)
    void refusesWhatTwilioDoesNotKnow(int code, String document) {
        assertThatThrownBy(() -> read(document))
                .asInstanceOf(type(TwilioRuleBroken.class))
                .returns(code, TwilioRuleBroken::code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            12200 | interruptByDtmf="true"
            12200 | welcomegreeting="Hi"
            64101 | interruptible="maybe"
            64101 | language="french"
            64101 | ttsProvider="elevenlabs"
            64101 | transcriptionProvider="Whisper"
            64101 | dtmfDetection="yes"
            64101 | speechTimeout="20"
            64101 | events="everything"
            64101 | transcriptionProvider="Google" speechModel="nova-3-general"
            64106 | ttsProvider="Amazon" voice="Polly.Lea"
            64106 | ttsProvider="Google" voice="Google.en-US-Chirp3-HD-Aoede"
            64106 | voice="UgBBYS2sOqTuMpoF3BR0-flash_v2_5-1_0_0"
            64106 | voice="UgBBYS2sOqTuMpoF3BR0-flash_v2_5-1.5_0.50_0.75"
            """)
    void refusesARelayAttributeOutsideTheDocumentedValues(int code, String attribute) {
        assertThatThrownBy(() -> read(relay("url=\"wss://e.com/r\" " + attribute)))
                .asInstanceOf(type(TwilioRuleBroken.class))
                .returns(code, TwilioRuleBroken::code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "voice='UgBBYS2sOqTuMpoF3BR0'",
                "ttsProvider='ElevenLabs' voice='UgBBYS2sOqTuMpoF3BR0-flash_v2_5-1.00_0.50_0.75'",
                "ttsProvider='Amazon' voice='Lea-Neural' language='fr-FR'",
                "ttsProvider='Google' voice='fr-FR-Wavenet-A'",
                "transcriptionProvider='Deepgram' speechModel='nova-3-general' interruptible='none'"
            })
    void acceptsDocumentedRelayAttributes(String attributes) {
        assertThat(read(relay("url='wss://e.com/r' " + attributes))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://e.com/r", "ws://e.com/r", "wss://bad_host/r", "/relay"})
    void refusesARelayWithoutASecureSocketUrl(String url) {
        assertThatThrownBy(() -> read(relay("url='" + url + "'"))).isInstanceOf(TwilioRuleBroken.class);
    }

    @Test
    void acceptsAPlainSocketOnThisMachineOnly() {
        assertThat(read(relay("url='ws://127.0.0.1:8787/r'"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "text/plain", "text/xmlish"})
    void refusesAWrongContentType(String contentType) {
        assertThatThrownBy(() -> Twiml.read(HERE, contentType, "<Response/>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("12300");
    }

    @Test
    void refusesAnEmptyAndATooLargeDocument() {
        String large = "<Response><Say>" + "x".repeat(65_536) + "</Say></Response>";

        assertThatThrownBy(() -> read("")).hasMessageContaining("11770");
        assertThatThrownBy(() -> read(large)).hasMessageContaining("11750");
    }

    private static String relay(String attributes) {
        return "<Response><Connect action='/a'><ConversationRelay " + attributes + "/></Connect></Response>";
    }

    private static List<TwimlVerb> read(String document) {
        return Twiml.read(HERE, "text/xml; charset=utf-8", document.getBytes(StandardCharsets.UTF_8));
    }
}
