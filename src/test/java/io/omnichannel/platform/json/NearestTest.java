package io.omnichannel.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> NAMES = List.of("voice_id", "voice_language", "voice_provider", "limits");

    @ParameterizedTest
    @CsvSource({
        "voiceId, voice_id",
        "voice_idd, voice_id",
        "VOICE_LANGUAGE, voice_language",
        "voice_provder, voice_provider",
        "limit, limits"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Nearest.to(typed, NAMES)).hasValue(meant);
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertThat(Nearest.to("colour", NAMES)).isEmpty();
    }
}
