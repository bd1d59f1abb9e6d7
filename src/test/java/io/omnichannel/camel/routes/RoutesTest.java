package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.omnichannel.platform.RouteFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The routes of this project: what {@code ./mvnw -q verify -Proutes} looks at. */
@Tag("routes")
class RoutesTest {

    private static final List<String> LOCATIONS = RouteFiles.locate("routes");

    @Test
    void holdToTheRulesOfTheHouse() {
        Properties settings = settings();

        List<Finding> findings =
                new RouteCheck(ModuleBeans.names(), settings::containsKey).check(RouteTexts.read(LOCATIONS));

        if (!findings.isEmpty()) {
            fail(report(findings));
        }
    }

    @Test
    void areBuiltAndStartedByCamel() throws Exception {
        try (BareCamel camel = new BareCamel(settings())) {
            try {
                camel.load(LOCATIONS);
            } catch (Exception refused) {
                fail(CamelFailure.find(refused, () -> RouteTexts.read(LOCATIONS))
                        .map(finding -> report(List.of(finding)))
                        .orElseThrow(() -> refused));
            }

            List<String> files = RouteTable.ids("route");
            assertThat(camel.camel().getRoutes()).extracting(Route::getId).containsAll(files);
        }
    }

    private static String report(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding + "\n        " + finding.cure())
                .collect(Collectors.joining("\n    ", "\n    ", "\n"));
    }

    private static Properties settings() {
        Properties settings = new Properties();
        try (InputStream file = RoutesTest.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
            return settings;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
