package io.omnichannel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OmnichannelApplicationTest {

    @ParameterizedTest
    @ValueSource(strings = {"help", "-h", "--help"})
    void saysWhatItTakesAndStartsNothing(String asked, CapturedOutput output) {
        OmnichannelApplication.main(new String[] {asked});

        assertThat(output.getOut())
                .contains("starts the server", "migrate", "simulate")
                .doesNotContain("Started");
    }
}
