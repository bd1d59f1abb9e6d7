package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioTokenTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final SoundRequest SOUND =
            SoundRequest.of(VoiceProvider.AMAZON, "Lea-Neural", null, "fr-FR", "Bonjour");

    private final MovableClock clock = new MovableClock();
    private final AudioToken tokens = tokens("current");

    @Test
    void isGoodAsLongAsItWasPromised() {
        String token = tokens.sign(SOUND, AN_HOUR);

        clock.pass(AN_HOUR);

        assertThat(tokens.verify(token)).contains(SOUND);
    }

    @Test
    void isOverAfterThat() {
        String token = tokens.sign(SOUND, AN_HOUR);

        clock.pass(AN_HOUR.multipliedBy(2).plusSeconds(1));

        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void isTheSameWhileAPeriodLastsAndAnotherAfterIt() {
        String token = tokens.sign(SOUND, AN_HOUR);

        clock.pass(Duration.ofMinutes(59));
        assertThat(tokens.sign(SOUND, AN_HOUR)).isEqualTo(token);

        clock.pass(Duration.ofMinutes(2));
        assertThat(tokens.sign(SOUND, AN_HOUR)).isNotEqualTo(token);
    }

    @Test
    void outlivesAChangeOfTheKeyWhileBothAreKnown() {
        String token = tokens.sign(SOUND, AN_HOUR);

        assertThat(tokens("next", "current").verify(token)).contains(SOUND);
        assertThat(tokens("next").verify(token)).isEmpty();
    }

    private AudioToken tokens(String... secrets) {
        return new AudioToken(List.of(secrets), new ObjectMapper(), clock);
    }
}
