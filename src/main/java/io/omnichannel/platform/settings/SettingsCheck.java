package io.omnichannel.platform.settings;

import io.omnichannel.platform.http.HeaderText;
import io.omnichannel.platform.json.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/**
 * Looks at our settings before anything is made of them: one that nobody knows is named, and a time without a unit, which
 * would be read as milliseconds, stops the start, and so does one with a unit where a plain number is read, and a key that no
 * request can carry. What there is, and which of it are times, the application.properties inside of the jar says.
 */
@Component
class SettingsCheck implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsCheck.class);
    private static final String OURS = "omnichannel.";
    private static final Pattern TIME = Pattern.compile("\\d+(\\.\\d+)?(ms|s|m|h|d)\\b.*");
    private static final Predicate<String> WITH_UNIT =
            Pattern.compile("\\d+(\\.\\d+)?(ms|s|m|h|d)").asMatchPredicate();
    private static final Predicate<String> NUMBER =
            Pattern.compile("[+-]?\\d+(\\.\\d+)?").asMatchPredicate();
    private static final Predicate<String> NEGATIVE =
            Pattern.compile("-(\\d|P|p).*").asMatchPredicate();
    private static final Pattern KEY = Pattern.compile("(?<!-public)-(key|key-id|token|authorization)$");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):.*}");
    private static final Predicate<String> ZERO = Pattern.compile("0+").asMatchPredicate();

    private final Map<String, String> shipped = shipped();
    private ConfigurableEnvironment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = (ConfigurableEnvironment) environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        unknown(environment)
                .forEach((name, nearest) -> LOG.warn(
                        "{} is not a setting of the module{}",
                        name,
                        nearest.isEmpty() ? "; only a route of yours can read it" : "; did you mean " + nearest + "?"));
        refuseUnclearTimes(environment);
        refuseUnprintableKeys(environment);
    }

    /** Names that are set and mean nothing to us, each with the one that was likely meant, or with an empty text. */
    Map<String, String> unknown(ConfigurableEnvironment environment) {
        Map<String, String> known = shipped.keySet().stream().collect(Collectors.toMap(SettingsCheck::plain, n -> n));
        Map<String, String> byEnd = shipped.keySet().stream()
                .collect(Collectors.toMap(name -> name.substring(OURS.length()), name -> name));
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

    /** @throws InvalidConfigurationPropertyValueException for the first time that is negative, or has no unit or one too many */
    void refuseUnclearTimes(Environment environment) {
        shipped.forEach((name, value) -> {
            String given = environment.getProperty(name, "").strip();
            if (NUMBER.test(value) && WITH_UNIT.test(given)) {
                throw new InvalidConfigurationPropertyValueException(
                        name, given, "A number without a unit is read here: write it like " + value + ".");
            }
            if (!TIME.matcher(value).matches()) {
                return;
            }
            for (String word : given.split("[\\s,]+")) {
                if (NEGATIVE.test(word)) {
                    throw new InvalidConfigurationPropertyValueException(name, given, "A time cannot be negative.");
                }
                if (NUMBER.test(word) && !ZERO.test(word)) {
                    throw new InvalidConfigurationPropertyValueException(
                            name, given, "A time needs its unit: write it like " + value + ".");
                }
            }
        });
    }

    /**
     * An invisible letter that came along when a key was copied makes every request fail, with the key in the reason.
     *
     * @throws IllegalArgumentException for the first key that cannot stand in a header; it names the setting and not the key
     */
    void refuseUnprintableKeys(Environment environment) {
        shipped.forEach((name, value) -> {
            if (KEY.matcher(name).find()
                    && !HeaderText.isPrintable(environment.getProperty(name, "").strip())) {
                Matcher variable = VARIABLE.matcher(value);
                throw new IllegalArgumentException(name
                        + (variable.matches() ? " (" + variable.group(1) + ")" : "")
                        + " has a letter in it that is not printable ASCII, perhaps one that cannot be seen:"
                        + " copy it once more");
            }
        });
    }

    /** As in the environment and in files alike: {@code OMNICHANNEL_ADMIN_KEY}, {@code omnichannel.adminKey}. */
    private static String plain(String name) {
        return name.replaceAll("\\[\\d+]|_\\d+_?$", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Map<String, String> shipped() {
        try {
            Properties all = PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"));
            return all.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(OURS))
                    .collect(Collectors.toMap(name -> name, all::getProperty));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
