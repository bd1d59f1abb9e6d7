package io.omnichannel.camel.routes;

import io.omnichannel.platform.RouteFiles;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** A start that a route stopped ends with file, line and cure instead of a stack trace. */
public class RouteFailureAnalyzer implements FailureAnalyzer {

    private final Environment environment;

    RouteFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        return broken(failure)
                .map(routes -> new FailureAnalysis(routes.problems(), routes.cures(), failure))
                .orElse(null);
    }

    private Optional<BrokenRoutes> broken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BrokenRoutes routes) {
                return Optional.of(routes);
            }
        }
        return CamelFailure.find(
                        failure,
                        () -> RouteTexts.read(RouteFiles.locate(environment.getProperty("omnichannel.routes-dir", ""))))
                .map(finding -> new BrokenRoutes(List.of(finding)));
    }
}
