package io.omnichannel;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** {@code application.properties} tells of every setting that is read, with a word about it, and of no other. */
class SettingsTest {

    private static final Path FILE = Path.of("application.properties");
    private static final String OURS = "omnichannel.";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w.-]+)(?::([^}]*))?}");
    private static final Pattern IN_CODE = Pattern.compile("@Value\\(\\s*\"\\$\\{([\\w.-]+)(?::([^}]*))?}\""
            + "|[gG]etProperty\\(\"((?:omnichannel|spring|server|management)\\.[\\w.-]+)\""
            + "|@ConditionalOnProperty\\(name = \"([\\w.-]+)\"");
    private static final Pattern IN_ROUTES = Pattern.compile("\\{\\{([\\w.-]+)(?::([^}]*))?}}");
    // A setting that is not set has no blank after its #.
    private static final Pattern SETTING = Pattern.compile("#?([a-z][^\\s=]*)=.*");
    // Spring itself takes it from the jar's manifest.
    private static final Set<String> NOT_FOR_OPERATORS = Set.of("spring.application.version");

    /** What is read, and what is taken when nobody set it; empty where the code knows nothing. */
    private static final Map<String, String> READ = new TreeMap<>();

    @BeforeAll
    static void readTheCode() throws Exception {
        for (String code : texts(Path.of("src/main/java"), ".java")) {
            IN_CODE.matcher(code).results().forEach(found -> note(first(found, 1, 3, 4), found.group(2)));
        }
        for (String route : texts(Path.of("routes"), ".yaml")) {
            IN_ROUTES.matcher(route).results().forEach(found -> note(found.group(1), found.group(2)));
        }
        ClassPathScanningCandidateComponentProvider records = new ClassPathScanningCandidateComponentProvider(false);
        records.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (BeanDefinition found : records.findCandidateComponents("io.omnichannel")) {
            Class<?> type = Class.forName(found.getBeanClassName());
            for (RecordComponent component : type.getRecordComponents()) {
                note(
                        type.getAnnotation(ConfigurationProperties.class).value() + "." + dashed(component.getName()),
                        defaultOf(type, component));
            }
        }
        READ.keySet().removeAll(NOT_FOR_OPERATORS);
        assertThat(READ).hasSizeGreaterThan(20);
    }

    @Test
    void tellsOfEverySettingThatIsRead() throws IOException {
        Set<String> told = Files.readAllLines(FILE).stream()
                .map(SETTING::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .collect(toCollection(TreeSet::new));

        assertThat(told).containsAll(READ.keySet());
    }

    @Test
    void tellsOfNoSettingThatNobodyReads() throws IOException {
        Set<String> known = knownToSpringAndCamel();

        assertThat(settings().keySet())
                .allSatisfy(name -> assertThat(name.startsWith(OURS) ? READ.containsKey(name) : isKnown(name, known))
                        .as("somebody reads %s", name)
                        .isTrue());
    }

    @Test
    void hasAWordAboutEverySetting() throws IOException {
        boolean explained = false;
        for (String line : Files.readAllLines(FILE)) {
            if (line.startsWith("# ")) {
                explained = !line.startsWith("# ----");
            } else if (SETTING.matcher(line).matches()) {
                assertThat(explained).as("a comment above %s", line).isTrue();
            } else {
                explained = false;
            }
        }
    }

    @Test
    void showsTheDefaultsOfTheCode() throws IOException {
        Map<String, String> shown = settings();

        READ.forEach((name, code) -> {
            if (name.startsWith(OURS) && !code.isEmpty() && shown.containsKey(name)) {
                assertThat(shown.get(name)).as(name).isEqualTo(code);
            }
        });
    }

    /** Placeholders filled as on a machine where nothing is set. */
    private static Map<String, String> settings() throws IOException {
        Properties file = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(FILE)) {
            file.load(reader);
        }
        return file.stringPropertyNames().stream().collect(toMap(name -> name, name -> PLACEHOLDER
                .matcher(file.getProperty(name))
                .replaceAll(found -> found.group(2) == null ? "" : found.group(2))));
    }

    private static boolean isKnown(String name, Set<String> known) {
        String generic = name.replaceFirst("\\[.*", "");
        return Stream.iterate(generic, part -> part.contains("."), part -> part.substring(0, part.lastIndexOf('.')))
                .anyMatch(known::contains);
    }

    /** Names of single settings and, for a group of free names, of the group. */
    private static Set<String> knownToSpringAndCamel() throws IOException {
        Set<String> names = new TreeSet<>();
        List<URL> metadata = new ArrayList<>();
        for (String file : List.of("spring-configuration-metadata", "additional-spring-configuration-metadata")) {
            metadata.addAll(
                    Collections.list(SettingsTest.class.getClassLoader().getResources("META-INF/" + file + ".json")));
        }
        for (URL one : metadata) {
            for (JsonNode property : json(one).path("properties")) {
                if (!property.path("deprecation").path("level").asText().equals("error")) {
                    names.add(property.path("name").asText());
                }
            }
        }
        return names;
    }

    private static JsonNode json(URL source) throws IOException {
        try (InputStream stream = source.openStream()) {
            return new ObjectMapper().readTree(stream);
        }
    }

    private static void note(String name, String otherwise) {
        READ.merge(name, otherwise == null ? "" : otherwise, (had, now) -> had.isEmpty() ? now : had);
    }

    private static String first(MatchResult found, int... groups) {
        return Arrays.stream(groups)
                .mapToObj(found::group)
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow();
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String defaultOf(Class<?> type, RecordComponent component) {
        return Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .map(parameter -> parameter.getAnnotation(DefaultValue.class))
                .filter(value -> value != null)
                .map(value -> String.join(",", value.value()))
                .findFirst()
                .orElse("");
    }

    private static List<String> texts(Path folder, String ending) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
