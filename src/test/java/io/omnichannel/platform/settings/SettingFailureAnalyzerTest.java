package io.omnichannel.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class SettingFailureAnalyzerTest {

    private final SettingFailureAnalyzer analyzer = new SettingFailureAnalyzer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "omnichannel.admin-key is short | omnichannel.admin-key (OMNICHANNEL_ADMIN_KEY) is short",
                "LLM_MODEL is set and LLM_API_KEY is not: set LLM_API_KEY | LLM_MODEL (omnichannel.llm-model) is set and"
                        + " LLM_API_KEY (omnichannel.llm-api-key) is not: set LLM_API_KEY",
                "TWILIO_AUTH_TOKEN (omnichannel.twilio-auth-token) is one | TWILIO_AUTH_TOKEN (omnichannel.twilio-auth-token) is one"
            })
    void saysWhatTheReasonSaysWithBothNamesOfASetting(String reason, String said) {
        Exception failure = new IllegalStateException("A bean was not made", new IllegalArgumentException(reason));

        assertThat(analyzer.analyze(failure).getDescription()).isEqualTo(said);
    }

    @Test
    void saysTheNameInTheEnvironmentAndWhatIsTakenOtherwise() {
        FailureAnalysis analysis = analyzer.analyze(new IllegalStateException(
                new InvalidConfigurationPropertyValueException("omnichannel.lease", "1h", "It must be shorter.")));

        assertThat(analysis.getDescription())
                .isEqualTo("omnichannel.lease (OMNICHANNEL_LEASE) is \"1h\".\nIt must be shorter.");
        assertThat(analysis.getAction()).startsWith("Correct it, or leave it out: then it is 60s. ");
    }

    @Test
    void doesNotSayWhatWasLeftOut() {
        assertThat(analyzer.analyze(new InvalidConfigurationPropertyValueException(
                                "omnichannel.public-url", "…", "It must be absolute."))
                        .getDescription())
                .isEqualTo("omnichannel.public-url (OMNICHANNEL_PUBLIC_URL) cannot be used.\nIt must be absolute.");
    }

    @Test
    void leavesOtherFailuresToOthers() {
        assertThat(analyzer.analyze(new IllegalStateException(new IllegalArgumentException("No such thing"))))
                .isNull();
        assertThat(analyzer.analyze(new IllegalStateException("omnichannel.x"))).isNull();
        assertThat(analyzer.analyze(new IllegalArgumentException())).isNull();
        assertThat(analyzer.analyze(
                        new IllegalArgumentException("No enum constant io.omnichannel.conversation.Channel.FAX")))
                .isNull();
    }

    @Test
    void isAsked() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, (type, name, failed) -> {}))
                .hasAtLeastOneElementOfType(SettingFailureAnalyzer.class);
    }
}
