package io.omnichannel.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class SettingFailureAnalyzerTest {

    private final SettingFailureAnalyzer analyzer = new SettingFailureAnalyzer();

    @ParameterizedTest
    @ValueSource(
            strings = {"omnichannel.admin-key has fewer than 16 characters", "LLM_MODEL is set, and no address is"})
    void saysWhatTheReasonSaysWhereItNamesASetting(String reason) {
        Exception failure = new IllegalStateException("A bean was not made", new IllegalArgumentException(reason));

        assertThat(analyzer.analyze(failure).getDescription()).isEqualTo(reason);
    }

    @Test
    void leavesOtherFailuresToOthers() {
        assertThat(analyzer.analyze(new IllegalStateException(new IllegalArgumentException("No such thing"))))
                .isNull();
        assertThat(analyzer.analyze(new IllegalStateException("omnichannel.x"))).isNull();
        assertThat(analyzer.analyze(new IllegalArgumentException())).isNull();
    }

    @Test
    void isAsked() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, (type, name, failed) -> {}))
                .hasAtLeastOneElementOfType(SettingFailureAnalyzer.class);
    }
}
