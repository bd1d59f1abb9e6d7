package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwimlWriterTest {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final RelayVoice LEA = new RelayVoice("Amazon", "Lea-Neural", "fr-FR", "Deepgram", "");

    @Test
    void writesTheRelayAsTheContractSays() {
        Verb relay = new Verb.Connect(
                "https://h.example/webhooks/omnichannel/voice/connected",
                Verb.ConversationRelay.withTicket(
                        "wss://h.example/webhooks/omnichannel/conversation", "Bonjour, \"ça\" va ?", LEA, true, "t-1"));

        assertThat(write(relay))
                .isEqualTo(DECLARATION
                        + "<Response><Connect action=\"https://h.example/webhooks/omnichannel/voice/connected\" method=\"POST\">"
                        + "<ConversationRelay url=\"wss://h.example/webhooks/omnichannel/conversation\""
                        + " welcomeGreeting=\"Bonjour, &quot;ça&quot; va ?\" ttsProvider=\"Amazon\" voice=\"Lea-Neural\""
                        + " language=\"fr-FR\" transcriptionProvider=\"Deepgram\" interruptible=\"any\" dtmfDetection=\"true\">"
                        + "<Parameter name=\"ticket\" value=\"t-1\"/></ConversationRelay></Connect></Response>");
    }

    @Test
    void namesASpeechModelOnlyWhenThereIsOneAndSaysWhoMayInterrupt() {
        RelayVoice voice = new RelayVoice("Google", "fr-FR-Wavenet-A", "fr-FR", "Google", "telephony");
        String twiml = write(
                new Verb.Connect("https://h/a", new Verb.ConversationRelay("wss://h/b", "", voice, false, List.of())));

        assertThat(twiml)
                .contains("transcriptionProvider=\"Google\" speechModel=\"telephony\" interruptible=\"none\"")
                .doesNotContain("welcomeGreeting");
    }

    @Test
    void writesEveryOtherVerb() {
        String twiml = write(
                new Verb.Say("Un instant.", "Polly.Lea-Neural", "fr-FR"),
                new Verb.Play("https://h.example/a.mp3?x=1&y=2"),
                new Verb.Pause(Duration.ofSeconds(2)),
                new Verb.Dial("+33123456789", "https://h.example/c?step=dial", Duration.ofSeconds(20), "+33199000001"),
                new Verb.Record(
                        "https://h.example/c?step=voicemail", Duration.ofMinutes(2), "https://h.example/recording", ""),
                new Verb.Redirect("https://h.example/voice"),
                new Verb.Hangup());

        assertThat(twiml)
                .isEqualTo(DECLARATION + "<Response>"
                        + "<Say voice=\"Polly.Lea-Neural\" language=\"fr-FR\">Un instant.</Say>"
                        + "<Play>https://h.example/a.mp3?x=1&amp;y=2</Play>"
                        + "<Pause length=\"2\"/>"
                        + "<Dial action=\"https://h.example/c?step=dial\" method=\"POST\" timeout=\"20\""
                        + " callerId=\"+33199000001\">+33123456789</Dial>"
                        + "<Record action=\"https://h.example/c?step=voicemail\" method=\"POST\" maxLength=\"120\""
                        + " playBeep=\"true\" recordingStatusCallback=\"https://h.example/recording\"/>"
                        + "<Redirect method=\"POST\">https://h.example/voice</Redirect>"
                        + "<Hangup/></Response>");
    }

    @Test
    void writesAnEmptyResponse() {
        assertThat(write()).isEqualTo(DECLARATION + "<Response/>");
    }

    @Test
    void leavesOutTheVoiceThatNobodyNamed() {
        assertThat(write(new Verb.Say("Hallo", "", "sv-SE"))).contains("<Say language=\"sv-SE\">Hallo</Say>");
    }

    @Test
    void keepsLineBreaksAndDropsWhatXmlCannotHold() {
        assertThat(write(new Verb.Say("a\r\n\tb\u0000\ud800c\uffff]]>😀", "x\n\t\r\"'", "")))
                .contains("<Say voice=\"x&#10;&#9;&#13;&quot;'\">a&#13;\n\tbc]]&gt;😀</Say>");
    }

    @Test
    void refusesMoreThanTwilioTakes() {
        String text = "é".repeat(TwimlWriter.MAX_BYTES / 2);

        assertThatIllegalArgumentException().isThrownBy(() -> write(new Verb.Say(text, "", "fr-FR")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "33123456789", "+33 1 23", "+331234567890123456", "sip:a@b", "+33123456789,1", "+0123456789"
            })
    void dialsOnlyAnE164Number(String target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Verb.Dial(target, "https://h/a", Duration.ofSeconds(20), ""));
    }

    private static String write(Verb... verbs) {
        return new String(TwimlWriter.write(verbs), StandardCharsets.UTF_8);
    }
}
