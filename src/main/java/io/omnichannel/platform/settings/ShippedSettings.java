package io.omnichannel.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The settings as the application.properties inside of the jar has them: their names, those of their variables, and the
 * values that are taken when nobody sets any.
 */
final class ShippedSettings {

    static final String OURS = "omnichannel.";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):(.*)}");
    private static final Pattern NAMED =
            Pattern.compile("\\b(?:(?:omnichannel|server|management)(?:\\.[a-z][a-z-]*)+|[A-Z]+(?:_[A-Z]+)+)");
    private static final Pattern SECRET = Pattern.compile("(?<!-public)-(key|key-id|token|secret|authorization)$");

    private final Map<String, String> all = read();

    /** Ours, each with what is written behind it, which may be a placeholder. */
    Map<String, String> ours() {
        return all.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(OURS))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The value that is taken when nobody sets one. */
    String otherwise(String name) {
        Matcher placeholder = VARIABLE.matcher(all.getOrDefault(name, ""));
        return placeholder.matches() ? placeholder.group(2) : all.getOrDefault(name, "");
    }

    /** What the setting is called in the environment. */
    String variable(String name) {
        Matcher placeholder = VARIABLE.matcher(all.getOrDefault(name, ""));
        return placeholder.matches()
                ? placeholder.group(1)
                : name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /**
     * Puts behind the first mention of each setting its name in the environment, and behind that of a variable the setting's,
     * unless the text has both.
     */
    String withBothNames(String text) {
        Map<String, String> others = new HashMap<>();
        all.keySet().stream()
                .filter(name -> text.contains(name) != text.contains(variable(name)))
                .forEach(name -> {
                    others.put(name, variable(name));
                    others.put(variable(name), name);
                });
        return NAMED.matcher(text).replaceAll(found -> {
            String other = others.remove(found.group());
            return Matcher.quoteReplacement(found.group() + (other == null ? "" : " (" + other + ")"));
        });
    }

    /** A secret, and an address that may have one in it, is not repeated. */
    static boolean mayBeShown(String name, String given) {
        return !isSecret(name) && !(given.contains("://") && (given.contains("@") || given.contains("?")));
    }

    static boolean isSecret(String name) {
        return SECRET.matcher(name).find();
    }

    private static Map<String, String> read() {
        try {
            Properties all = PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"));
            return all.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, all::getProperty));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
