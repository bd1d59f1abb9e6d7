package io.omnichannel.messaging.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorSettingsTest {

    @Test
    void copyNothingWithoutAService() {
        assertThat(new MirrorSettings(" ", 4).isOn()).isFalse();
        assertThat(new MirrorSettings(" IS00000000000000000000000000000001 ", 4).isOn())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IS1", "CH00000000000000000000000000000001", "IS0000000000000000000000000000000/"})
    void refuseWhatIsNoService(String sid) {
        assertThatThrownBy(() -> new MirrorSettings(sid, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TWILIO_CONVERSATIONS_SERVICE_SID");
    }
}
