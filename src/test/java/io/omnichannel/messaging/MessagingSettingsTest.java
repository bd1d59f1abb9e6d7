package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnichannel.agent.model.AnsweringSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MessagingSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "answering, 0,     'must be at least 1'",
        "sending,   0,     'must be at least 1'",
        "sending,   -3,    'must be at least 1'",
        "lease,     999ms, 'omnichannel.lease is PT0.999S; an answer needs a second at least'",
        "answer-attempts, 0, 'omnichannel.answer-attempts is 0; it goes from 1 to 5'",
        "answer-attempts, 6, 'omnichannel.answer-attempts is 6; it goes from 1 to 5'",
        "poll,      0s,    'omnichannel.poll is PT0S; write a time like 1s'",
        "debounce,  soon,  'omnichannel.debounce is \"soon\"; write it like 1.5s, 800ms or 0s'"
    })
    void stopTheStartWhereNobodyWouldBeAnswered(String name, String value, String why) {
        assertThatThrownBy(() -> settings(name, value)).rootCause().hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"1.5s, 1500", "800ms, 800", "0s, 0", "2m, 120000"})
    void understandADebounceAsPeopleWriteIt(String written, long millis) {
        assertThat(settings("debounce", written).debounceTime()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void putAnAnswerOffThreeTimesEachForFourTimesAsLong() {
        MessagingSettings shipped = settings("debounce", "1.5s");

        assertThat(shipped.mayBePutOff(2)).isTrue();
        assertThat(shipped.mayBePutOff(3)).isFalse();
        assertThat(List.of(shipped.pauseAfter(0), shipped.pauseAfter(1), shipped.pauseAfter(2)))
                .containsExactly(Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(4));
    }

    @Test
    void areGoodAsTheyAreShipped() {
        MessagingSettings shipped = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("omnichannel", MessagingSettings.class);

        assertThat(shipped.lease()).isEqualTo(Duration.ofMinutes(1));
        assertThat(shipped.poll()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"60s, 60s", "60s, 61s", "30s, 40s"})
    void stopTheStartWhereAModelMayTakeLongerThanTheLease(String lease, String giveUpAfter) {
        assertThatThrownBy(() -> new LeaseCheck(settings("lease", lease), givingUpAfter(giveUpAfter)))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, refused -> {
                    assertThat(refused.getName()).isEqualTo("omnichannel.agent.written-give-up-after");
                    assertThat(refused.getReason()).contains("shorter than omnichannel.lease, which is PT");
                });
    }

    @ParameterizedTest
    @CsvSource({"60s, 40s", "60s, 59s"})
    void letAModelTakeAlmostAsLongAsTheLease(String lease, String giveUpAfter) {
        assertThatCode(() -> new LeaseCheck(settings("lease", lease), givingUpAfter(giveUpAfter)))
                .doesNotThrowAnyException();
    }

    private static AnsweringSettings givingUpAfter(String time) {
        return new Binder(new MapConfigurationPropertySource(Map.of("omnichannel.agent.written-give-up-after", time)))
                .bindOrCreate("omnichannel.agent", AnsweringSettings.class);
    }

    private static MessagingSettings settings(String name, String value) {
        return new Binder(new MapConfigurationPropertySource(Map.of("omnichannel." + name, value)))
                .bindOrCreate("omnichannel", MessagingSettings.class);
    }
}
