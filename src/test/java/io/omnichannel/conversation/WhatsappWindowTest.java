package io.omnichannel.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WhatsappWindowTest {

    private static final Instant WROTE = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void isOpenForADay() {
        WhatsappWindow window = new WhatsappWindow(WROTE);

        assertThat(window.isOpen(WROTE)).isTrue();
        assertThat(window.isOpen(WROTE.plus(Duration.ofHours(24)).minusMillis(1)))
                .isTrue();
        assertThat(window.isOpen(WROTE.plus(Duration.ofHours(24)))).isFalse();
    }
}
