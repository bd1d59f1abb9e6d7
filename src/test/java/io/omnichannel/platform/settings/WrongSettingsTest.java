package io.omnichannel.platform.settings;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;

import io.omnichannel.OmnichannelApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.support.ResourcePropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Settings as an operator gives them in the environment, looked at and bound as at a start. */
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsTest {

    /** Where the classes that hold settings are bound. */
    private static final Map<Class<?>, String> RECORDS = records();

    private final ShippedSettings shipped = new ShippedSettings();

    @ParameterizedTest
    @CsvFileSource(resources = "wrong-settings.csv")
    void stopTheStartAndSayWhatTheyHaveToBe(String variable, String value, String name, String must) {
        FailureAnalysis analysis =
                new SettingFailureAnalyzer().analyze(catchException(() -> look(Map.of(variable, value))));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .contains(name + " (" + shipped.variable(name) + ")")
                .contains(must);
        assertThat(analysis.getAction()).contains("application.properties says what each setting takes");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "meant-settings.csv")
    void letWhatMeansSomethingStand(String variable, String value) {
        assertThatCode(() -> look(Map.of(variable, value))).doesNotThrowAnyException();
    }

    @Test
    void areGoodAsTheyAreShipped() {
        assertThatCode(() -> look(Map.of())).doesNotThrowAnyException();
    }

    @Test
    void haveARuleEach() {
        TreeSet<String> ruled = new TreeSet<>(SettingRules.OF_THE_MODULE.keySet());
        SettingRules.ALWAYS.keySet().stream()
                .filter(name -> name.startsWith(ShippedSettings.OURS))
                .forEach(ruled::add);

        assertThat(ruled).isEqualTo(new TreeSet<>(shipped.ours().keySet()));
    }

    @ParameterizedTest
    @CsvSource({
        "TWILIO_API_BASE_URL, https://omni:hush@api.example.com:99999",
        "LLM_BASE_URL, ftp://models.example/v1?key=hush",
        "TWILIO_AUTH_TOKEN, hush\u200b",
        "OMNICHANNEL_BRIEFING_SMS_TO, 0699hush"
    })
    void areNotRepeatedWhereASecretMayBeInThem(String variable, String value) {
        Exception refused = catchException(() -> look(Map.of(variable, value)));

        assertThat(new SettingFailureAnalyzer().analyze(refused).getDescription())
                .contains(variable)
                .doesNotContain("hush");
    }

    @Test
    void endARealStartWithOneMessageBeforeAnythingIsMade(@TempDir Path place, CapturedOutput output) {
        Path data = place.resolve("data");

        assertThatThrownBy(() -> start(
                        "--omnichannel.enabled=true",
                        "--omnichannel.data-dir=" + data,
                        "--server.port=0",
                        "--logging.structured.format.console=",
                        "--omnichannel.handoff.voicemail-length=3d"))
                .isNotNull();

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("omnichannel.handoff.voicemail-length (OMNICHANNEL_HANDOFF_VOICEMAIL_LENGTH) is \"3d\".")
                .contains("It must be a time from 2s to 4h. Twilio records no less and no more.")
                .contains("Correct it, or leave it out: then it is 2m.")
                .doesNotContain("\tat ");
        assertThat(data).doesNotExist();
    }

    @Test
    void endARealStartEvenWhereTheModuleIsOff(CapturedOutput output) {
        assertThatThrownBy(() -> start("--server.port=99999", "--logging.structured.format.console="))
                .isNotNull();

        assertThat(output)
                .contains("server.port (SERVER_PORT) is \"99999\".")
                .contains("It must be a whole number without a unit, from 0 to 65535.")
                .doesNotContain("\tat ");
    }

    private static void start(String... arguments) {
        SpringApplication.run(OmnichannelApplication.class, arguments);
    }

    private void look(Map<String, Object> given) throws IOException {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, given));
        environment.getPropertySources().addLast(new ResourcePropertySource("classpath:application.properties"));
        ConfigurationPropertySources.attach(environment);
        SettingsCheck check = new SettingsCheck();
        check.setEnvironment(environment);
        check.refuse(true);
        RECORDS.forEach((type, place) -> Binder.get(environment).bindOrCreate(place, type));
    }

    private static Map<Class<?>, String> records() {
        ClassPathScanningCandidateComponentProvider found = new ClassPathScanningCandidateComponentProvider(false);
        found.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return found.findCandidateComponents("io.omnichannel").stream()
                .map(record -> type(record.getBeanClassName()))
                .collect(toMap(type -> type, type -> type.getAnnotation(ConfigurationProperties.class)
                        .value()));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
