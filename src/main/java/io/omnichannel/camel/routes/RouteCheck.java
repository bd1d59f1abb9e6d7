package io.omnichannel.camel.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Looks for mistakes in route files before Camel sees them: it finds every one at once, knows the line and says the cure.
 * Starts nothing. What only Camel can find, such as an endpoint's options, is {@link CamelFailure}'s.
 */
public final class RouteCheck {

    private static final List<RouteRule> RULES = List.of(
            new IdentityRule(),
            new StepIdRule(),
            new NamesRule(),
            new SafetyRule(),
            new WebhookRule(),
            new QueryRule(),
            new ToolRule(),
            new HttpRule());

    private static final RouteRule LINKS = new LinksRule();

    private final Set<String> beans;
    private final Predicate<String> settings;
    private final CamelGrammar grammar = CamelGrammar.load();

    /**
     * @param beans the names that a route may refer to
     * @param settings whether a placeholder of this name has a value
     */
    public RouteCheck(Set<String> beans, Predicate<String> settings) {
        this.beans = Set.copyOf(beans);
        this.settings = settings;
    }

    /**
     * @param texts every route file of the application: what each is called, and its text
     * @return ordered by file and line; empty when there is nothing to say
     */
    public List<Finding> check(Map<String, String> texts) {
        List<Finding> found = new ArrayList<>();
        List<RouteFile> files = new ArrayList<>();
        texts.forEach((name, text) -> {
            RouteYaml.Read read = RouteYaml.read(name, text);
            read.file().ifPresent(files::add);
            found.addAll(read.findings());
        });
        // Of a file that Camel cannot read nothing more is said: what it should hold would only seem to be missing.
        List<RouteFile> wellFormed = files.stream()
                .filter(file -> {
                    List<Finding> malformed = grammar.check(file);
                    found.addAll(malformed);
                    return malformed.isEmpty();
                })
                .toList();
        KnownNames names = KnownNames.of(files, beans, settings);
        for (RouteFile file : wellFormed) {
            RULES.forEach(rule -> rule.check(file, names, found::add));
            if (wellFormed.size() == texts.size()) {
                LINKS.check(file, names, found::add);
            }
        }
        return found.stream().distinct().sorted().toList();
    }
}
