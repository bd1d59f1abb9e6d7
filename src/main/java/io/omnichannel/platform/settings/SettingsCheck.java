package io.omnichannel.platform.settings;

import static io.omnichannel.platform.settings.ShippedSettings.OURS;

import io.omnichannel.platform.http.HeaderText;
import io.omnichannel.platform.json.Nearest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/**
 * Looks at the settings before any bean is made from them: one that nobody knows is named; one with which the program would
 * not work stops the start, as {@link SettingRules} and {@link SettingsTogether} say; and so does a key that no request can
 * carry.
 */
public class SettingsCheck implements BeanFactoryPostProcessor, EnvironmentAware, PriorityOrdered {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsCheck.class);

    private final ShippedSettings shipped = new ShippedSettings();
    private ConfigurableEnvironment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = (ConfigurableEnvironment) environment;
    }

    /** Before the doubles, which set addresses of their own. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        boolean enabled = "true".equalsIgnoreCase(environment.getProperty("omnichannel.enabled"));
        if (enabled) {
            unknown(environment)
                    .forEach((name, nearest) -> LOG.warn(
                            "{} is not a setting of the module{}",
                            name,
                            nearest.isEmpty()
                                    ? "; only a route of yours can read it"
                                    : "; did you mean " + nearest + "?"));
        }
        refuse(enabled);
    }

    /** @throws InvalidConfigurationPropertyValueException for the first setting with which the program would not work */
    void refuse(boolean enabled) {
        refuseWrong(environment, SettingRules.ALWAYS);
        SettingsTogether.refuseSharedPort(environment);
        if (enabled) {
            refuseUnprintableKeys(environment);
            refuseWrong(environment, SettingRules.OF_THE_MODULE);
            SettingsTogether.refuseWrong(environment);
        }
    }

    /** Names that are set and mean nothing to us, each with the one that was likely meant, or with an empty text. */
    Map<String, String> unknown(ConfigurableEnvironment environment) {
        Set<String> names = shipped.ours().keySet();
        Map<String, String> known = names.stream().collect(Collectors.toMap(SettingsCheck::plain, n -> n));
        Map<String, String> byEnd =
                names.stream().collect(Collectors.toMap(name -> name.substring(OURS.length()), name -> name));
        Map<String, String> unknown = new TreeMap<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> plain(name).startsWith("omnichannel") && name.length() > OURS.length())
                .filter(name -> name.startsWith(OURS) || name.startsWith("OMNICHANNEL_"))
                .filter(name -> !known.containsKey(plain(name)))
                .forEach(name -> unknown.put(
                        name,
                        Nearest.to(name.substring(OURS.length()), byEnd.keySet())
                                .map(byEnd::get)
                                .orElse("")));
        return unknown;
    }

    /** @throws InvalidConfigurationPropertyValueException for the first setting that is not what it has to be */
    void refuseWrong(Environment environment, Map<String, SettingRule> rules) {
        rules.forEach((name, rule) -> {
            String given = environment.getProperty(name);
            if (given != null) {
                rule.objection(given).ifPresent(must -> {
                    throw new InvalidConfigurationPropertyValueException(name, given, must);
                });
            }
        });
    }

    /**
     * An invisible letter that came along when a key was copied makes every request fail, with the key in the reason.
     *
     * @throws InvalidConfigurationPropertyValueException for the first key that cannot stand in a header
     */
    void refuseUnprintableKeys(Environment environment) {
        for (String name : shipped.ours().keySet()) {
            if (ShippedSettings.isSecret(name)
                    && !HeaderText.isPrintable(environment.getProperty(name, "").strip())) {
                throw new InvalidConfigurationPropertyValueException(
                        name,
                        "…",
                        "It has a letter in it that is not printable ASCII, perhaps one that cannot be seen:"
                                + " copy it once more.");
            }
        }
    }

    /** As in the environment and in files alike: {@code OMNICHANNEL_ADMIN_KEY}, {@code omnichannel.adminKey}. */
    private static String plain(String name) {
        return name.replaceAll("\\[\\d+]|_\\d+_?$", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
