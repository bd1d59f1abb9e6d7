package io.omnichannel.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** The settings as the application.properties inside of the jar has them: their names, those of their variables, and what is taken when nobody says anything. */
final class ShippedSettings {

    static final String OURS = "omnichannel.";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):(.*)}");
    private static final Pattern NAMED = Pattern.compile("\\b(?:omnichannel|server|management)(?:\\.[a-z][a-z-]*)+");
    private static final Pattern SECRET = Pattern.compile("(?<!-public)-(key|key-id|token|secret|authorization)$");

    private final Map<String, String> all = read();

    /** Ours, each with what is written behind it, which may be a placeholder. */
    Map<String, String> ours() {
        return all.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(OURS))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What is taken when nobody says anything. */
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

    /** Puts the name in the environment behind the first mention of each setting, unless the text has it already. */
    String withVariables(String text) {
        Set<String> named = new HashSet<>();
        return NAMED.matcher(text).replaceAll(found -> {
            String name = found.group();
            String variable = variable(name);
            boolean known = all.containsKey(name) && !text.contains(variable) && named.add(name);
            return Matcher.quoteReplacement(known ? name + " (" + variable + ")" : name);
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
