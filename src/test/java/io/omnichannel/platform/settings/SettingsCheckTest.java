package io.omnichannel.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;

class SettingsCheckTest {

    private final SettingsCheck check = new SettingsCheck();

    @ParameterizedTest
    @CsvSource({
        "omnichannel.debouce,omnichannel.debounce",
        "OMNICHANNEL_DEBOUCE,omnichannel.debounce",
        "omnichannel.relay.nudge-afer,omnichannel.relay.nudge-after",
        "omnichannel.shop-of-my-own,''"
    })
    void namesWhatNobodyKnowsWithWhatWasLikelyMeant(String name, String meant) {
        assertThat(check.unknown(new MockEnvironment().withProperty(name, "2s")))
                .containsOnlyKeys(name)
                .containsValue(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "omnichannel.debounce",
        "OMNICHANNEL_ADMIN_KEY",
        "OMNICHANNEL_ADMINKEY",
        "omnichannel.adminKey",
        "omnichannel.cors-origins[0]",
        "spring.debouce"
    })
    void knowsASettingHoweverItIsWritten(String name) {
        assertThat(check.unknown(new MockEnvironment().withProperty(name, "2s")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "omnichannel.lease,60",
        "omnichannel.lease,-60s",
        "omnichannel.agent.filler-after,-1200ms",
        "omnichannel.relay.nudge-after,-PT1S",
        "omnichannel.switching.call-dropped,15 sms",
        "omnichannel.switching.call-retries,5m 30",
        "omnichannel.handoff.text-channels,20 sms"
    })
    void refusesATimeWithoutAUnitOrBelowZero(String name, String value) {
        assertThatThrownBy(() ->
                        check.refuseWrong(new MockEnvironment().withProperty(name, value), SettingRules.OF_THE_MODULE))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({
        "omnichannel.voices.connect-timeout,1500ms",
        "omnichannel.voices.enrich-limit,2s",
        "omnichannel.switching.ring-seconds,25s"
    })
    void refusesAUnitWhereAPlainNumberIsRead(String name, String value) {
        assertThatThrownBy(() ->
                        check.refuseWrong(new MockEnvironment().withProperty(name, value), SettingRules.OF_THE_MODULE))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, refused -> {
                    assertThat(refused.getName()).isEqualTo(name);
                    assertThat(refused.getReason()).startsWith("It must be a whole number without a unit, from ");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "omnichannel.lease,60s",
        "omnichannel.lease,PT1M",
        "omnichannel.relay.nudge-after,0",
        "omnichannel.switching.call-dropped,15s sms whatsapp",
        "omnichannel.switching.call-dropped,''",
        "omnichannel.switching.call-retries,5m 30m",
        "omnichannel.voices.connect-timeout,1500",
        "omnichannel.sending,3"
    })
    void takesEveryTimeThatIsClear(String name, String value) {
        assertThatCode(() ->
                        check.refuseWrong(new MockEnvironment().withProperty(name, value), SettingRules.OF_THE_MODULE))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "omnichannel.llm-api-key",
                "omnichannel.llm-fallback-api-key",
                "omnichannel.twilio-auth-token",
                "omnichannel.sendgrid-api-key",
                "omnichannel.elevenlabs-api-key",
                "omnichannel.google-cloud-tts-api-key",
                "omnichannel.aws-access-key-id",
                "omnichannel.aws-secret-access-key",
                "omnichannel.aws-session-token",
                "omnichannel.tools.lookup-authorization",
                "omnichannel.admin-key"
            })
    void refusesAKeyThatNoRequestCanCarryAndDoesNotSayIt(String name) {
        assertThatThrownBy(() -> check.refuseUnprintableKeys(
                        new MockEnvironment().withProperty(name, "sk-\u200b0123456789abcdef")))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("sk-");
        assertThatCode(() -> check.refuseUnprintableKeys(
                        new MockEnvironment().withProperty(name, " sk-0123456789abcdef, sk-next\n")))
                .doesNotThrowAnyException();
    }
}
