package io.omnichannel.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThatThrownBy(() -> check.refuseUnclearTimes(new MockEnvironment().withProperty(name, value)))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({
        "omnichannel.voices.connect-timeout,1500ms,1500",
        "omnichannel.voices.enrich-limit,2s,2000",
        "omnichannel.switching.ring-seconds,25s,25"
    })
    void refusesAUnitWhereAPlainNumberIsRead(String name, String value, String like) {
        assertThatThrownBy(() -> check.refuseUnclearTimes(new MockEnvironment().withProperty(name, value)))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, refused -> {
                    assertThat(refused.getName()).isEqualTo(name);
                    assertThat(refused.getReason())
                            .isEqualTo("A number without a unit is read here: write it like " + like + ".");
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
        assertThatCode(() -> check.refuseUnclearTimes(new MockEnvironment().withProperty(name, value)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "omnichannel.llm-api-key,LLM_API_KEY",
        "omnichannel.llm-fallback-api-key,LLM_FALLBACK_API_KEY",
        "omnichannel.twilio-auth-token,TWILIO_AUTH_TOKEN",
        "omnichannel.sendgrid-api-key,SENDGRID_API_KEY",
        "omnichannel.elevenlabs-api-key,ELEVENLABS_API_KEY",
        "omnichannel.google-cloud-tts-api-key,GOOGLE_CLOUD_TTS_API_KEY",
        "omnichannel.aws-access-key-id,AWS_ACCESS_KEY_ID",
        "omnichannel.aws-secret-access-key,AWS_SECRET_ACCESS_KEY",
        "omnichannel.aws-session-token,AWS_SESSION_TOKEN",
        "omnichannel.tools.lookup-authorization,omnichannel.tools.lookup-authorization",
        "omnichannel.admin-key,omnichannel.admin-key"
    })
    void refusesAKeyThatNoRequestCanCarryAndDoesNotSayIt(String name, String named) {
        assertThatThrownBy(() -> check.refuseUnprintableKeys(
                        new MockEnvironment().withProperty(name, "sk-\u200b0123456789abcdef")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("sk-");
        assertThatCode(() -> check.refuseUnprintableKeys(
                        new MockEnvironment().withProperty(name, " sk-0123456789abcdef, sk-next\n")))
                .doesNotThrowAnyException();
    }
}
