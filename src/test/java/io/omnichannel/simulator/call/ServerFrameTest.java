package io.omnichannel.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFrameTest {

    @Test
    void readsTheDocumentationsExamples() {
        assertThat(
                        ServerFrame.read(
                                """
                {"type":"text","token":"Hello world!","last":false,"interruptible":false,"preemptible":false}"""))
                .isEqualTo(new ServerFrame.Text("Hello world!", false));
        assertThat(
                        ServerFrame.read(
                                """
                {"type":"play","source":"https://api.twilio.com/cowbell.mp3","loop":1,"preemptible":false,"interruptible":true}"""))
                .isEqualTo(new ServerFrame.Play("https://api.twilio.com/cowbell.mp3"));
        assertThat(ServerFrame.read("""
                {"type":"sendDigits","digits":"9www4085551212"}"""))
                .isEqualTo(new ServerFrame.SendDigits("9www4085551212"));
        assertThat(
                        ServerFrame.read(
                                """
                {"type":"language","ttsLanguage":"sv-SE","transcriptionLanguage":"en-US"}"""))
                .isEqualTo(new ServerFrame.Language("sv-SE", "en-US"));
        assertThat(ServerFrame.read(
                        """
                {"type":"end","handoffData":"{\\"reason\\":\\"a person\\"}"}"""))
                .isEqualTo(new ServerFrame.End("{\"reason\":\"a person\"}"));
        assertThat(ServerFrame.read("{\"type\":\"text\",\"token\":\"\"}")).isEqualTo(new ServerFrame.Text("", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "{\"type\":\"text\",\"token\":\"a\"} {}",
                "{\"type\":\"text\",\"token\":\"a\",\"token\":\"b\"}",
                "{\"type\":\"text\"}",
                "{\"type\":\"text\",\"token\":null}",
                "{\"type\":\"text\",\"token\":1}",
                "{\"type\":\"text\",\"token\":\"a\",\"last\":\"true\"}",
                "{\"type\":\"text\",\"token\":\"a\",\"isFinal\":true}",
                "{\"type\":\"text\",\"token\":\"a\",\"lang\":\"french\"}",
                "{\"type\":\"play\",\"source\":\"cowbell.mp3\"}",
                "{\"type\":\"play\",\"source\":\"https://e.com/a.mp3\",\"loop\":1001}",
                "{\"type\":\"sendDigits\",\"digits\":\"\"}",
                "{\"type\":\"sendDigits\",\"digits\":\"12a\"}",
                "{\"type\":\"language\"}",
                "{\"type\":\"end\",\"handoffData\":{\"reason\":\"x\"}}",
                "{\"type\":\"end\",\"reason\":\"x\"}",
                "{\"type\":\"clear\"}"
            })
    void refusesWhatIsNotDocumented(String frame) {
        assertThatThrownBy(() -> ServerFrame.read(frame)).hasMessageContaining("64107");
    }
}
