package io.omnichannel.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {

    private final Trend trend = new Trend(new SentimentSettings("lexicon", 4, 3, 2, -0.4, -0.1));

    @Test
    void weighsTheLatestMostAndForgetsTheOldest() {
        assertThat(trend.of(List.of())).isZero();
        assertThat(trend.of(List.of(-0.6))).isEqualTo(-0.6);
        assertThat(trend.of(List.of(-1.0, 1.0))).isCloseTo(-1.0 / 3, within(1e-9));
        assertThat(trend.of(List.of(-0.9, 0.0, 0.6, -1.0, -1.0))).isCloseTo((3 * -0.9 + 0.6) / 6, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.50, 2, false, fell",
        "-0.50, 1, false, none",
        "-0.40, 5, false, none",
        "-0.50, 5, true,  none",
        "-0.20, 5, true,  none",
        "-0.05, 5, true,  recovered",
        " 0.90, 5, false, none"
    })
    void crossesAThresholdOnceEachWay(double value, int known, boolean strained, String change) {
        assertThat(trend.change(value, known, strained)).hasToString(change);
    }

    @Test
    void saysWhatIsWrongWithASetting() {
        assertThatThrownBy(() -> new SentimentSettings("oracle", 4, 4, 2, -0.4, -0.1))
                .hasMessageContaining("lexicon or model");
        assertThatThrownBy(() -> new SentimentSettings("model", 4, 4, 2, -0.1, -0.4))
                .hasMessageContaining("falls-below");
    }
}
