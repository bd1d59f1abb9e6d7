package io.omnichannel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.Seed;
import io.omnichannel.relay.RelayFrame.Dtmf;
import io.omnichannel.relay.RelayFrame.Failure;
import io.omnichannel.relay.RelayFrame.Info;
import io.omnichannel.relay.RelayFrame.Interrupt;
import io.omnichannel.relay.RelayFrame.Malformed;
import io.omnichannel.relay.RelayFrame.Prompt;
import io.omnichannel.relay.RelayFrame.Setup;
import io.omnichannel.relay.RelayFrame.Unknown;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayFrameReaderTest {

    @RegisterExtension
    final Seed seed = Seed.of("frames", 4711);

    private final RelayFrameReader reader = new RelayFrameReader(new ObjectMapper());

    @Test
    void readsTheDocumentedFrames() {
        assertThat(
                        reader.read(
                                """
                {"type":"setup","sessionId":"VX1","accountSid":"AC1","parentCallSid":"","callSid":"CA1","from":"+18005550100",
                "to":"+18005550101","forwardedFrom":"","callType":"PSTN","callerName":"","direction":"inbound",
                "callStatus":"RINGING","customParameters":{"ticket":"abc"}}"""))
                .isEqualTo(new Setup("VX1", "AC1", "CA1", Map.of("ticket", "abc")));
        assertThat(reader.read("{\"type\":\"prompt\",\"voicePrompt\":\"Hi!\",\"lang\":\"en-US\",\"last\":true}"))
                .isEqualTo(new Prompt("Hi!", true));
        assertThat(reader.read("{\"type\":\"prompt\",\"voicePrompt\":\"Hi\",\"lang\":\"en\",\"last\":false}"))
                .isEqualTo(new Prompt("Hi", false));
        assertThat(reader.read("{\"type\":\"dtmf\",\"digit\":\"#\"}")).isEqualTo(new Dtmf("#"));
        assertThat(
                        reader.read(
                                "{\"type\":\"interrupt\",\"utteranceUntilInterrupt\":\"Life is\",\"durationUntilInterruptMs\":460}"))
                .isEqualTo(new Interrupt("Life is"));
        assertThat(reader.read("{\"type\":\"error\",\"description\":\"code: 64107\"}"))
                .isEqualTo(new Failure("code: 64107"));
        assertThat(reader.read("{\"type\":\"info\",\"name\":\"agentSpeaking\",\"value\":\"off\"}"))
                .isEqualTo(new Info());
    }

    @Test
    void keepsATypeOfTomorrowApartFromNoise() {
        assertThat(reader.read("{\"type\":\"mood\",\"value\":1}")).isEqualTo(new Unknown("mood"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{}",
                "{\"type\":5}",
                "{\"type\":\"prompt\"}",
                "{\"type\":\"prompt\",\"voicePrompt\":null}",
                "{\"type\":\"dtmf\",\"digit\":\"A\"}",
                "{\"type\":\"dtmf\"}",
                "{\"type\":\"interrupt\"}",
                "{\"type\":\"setup\"}",
                "{\"type\":\"setup\",\"sessionId\":\"VX1\",\"accountSid\":\"AC1\"}",
                "{\"type\":\"prompt\",\"voicePrompt\":\"x\""
            })
    void callsWhatItCannotReadMalformed(String frame) {
        assertThat(reader.read(frame)).isInstanceOf(Malformed.class);
    }

    @Test
    void neverThrowsWhateverComes() {
        Random random = seed.random();
        String[] good = {
            "{\"type\":\"prompt\",\"voicePrompt\":\"Hi!\",\"last\":true}",
            "{\"type\":\"setup\",\"sessionId\":\"V\",\"accountSid\":\"A\",\"callSid\":\"C\",\"customParameters\":{\"a\":[1]}}",
            "{\"type\":\"interrupt\",\"utteranceUntilInterrupt\":\"x\",\"durationUntilInterruptMs\":{}}"
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder frame = new StringBuilder(good[random.nextInt(good.length)]);
            for (int change = random.nextInt(4); change >= 0 && !frame.isEmpty(); change--) {
                int at = random.nextInt(frame.length());
                switch (random.nextInt(3)) {
                    case 0 -> frame.setCharAt(at, (char) random.nextInt(0x10000));
                    case 1 -> frame.deleteCharAt(at);
                    default -> frame.insert(at, frame.charAt(random.nextInt(frame.length())));
                }
            }
            assertThat(reader.read(frame.toString())).as("%s", frame).isNotNull();
        }
    }
}
