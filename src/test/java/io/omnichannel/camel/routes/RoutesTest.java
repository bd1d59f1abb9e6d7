package io.omnichannel.camel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.omnichannel.platform.RouteFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

/** The routes of this project: what {@code ./mvnw -q verify -Proutes} looks at. */
@QuickRouteTest
class RoutesTest {

    private static final List<String> LOCATIONS = RouteFiles.locate("routes");
    private static final Properties SETTINGS = settings();

    @Test
    void holdToTheRulesOfTheHouse() {
        List<Finding> findings = findings();

        if (!findings.isEmpty()) {
            fail(report(findings));
        }
    }

    @Test
    void areBuiltAndStartedByCamel() throws Exception {
        assumeTrue(findings().isEmpty());
        try (BareCamel camel = new BareCamel(SETTINGS)) {
            try {
                camel.load(LOCATIONS);
            } catch (Exception refused) {
                fail(CamelFailure.find(refused, () -> RouteTexts.read(LOCATIONS))
                        .map(finding -> report(List.of(finding)))
                        .orElseThrow(() -> refused));
            }

            assertThat(camel.camel().getRoutes()).extracting(Route::getId).containsAll(RouteTable.ids("route"));
        }
    }

    private static List<Finding> findings() {
        return new RouteCheck(ModuleBeans.names(), SETTINGS::containsKey).check(RouteTexts.read(LOCATIONS));
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
