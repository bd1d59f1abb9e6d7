package io.omnichannel.camel.routes;

import io.omnichannel.platform.MissingRoutes;
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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingRoutes missing) {
                return new FailureAnalysis(missing.getMessage(), missing.cure(), failure);
            }
        }
        return broken(failure)
                .map(routes -> new FailureAnalysis(routes.problems(), routes.cures() + otherVersion(routes), failure))
                .orElse(null);
    }

    /** Routes that name what this program does not have may have come with another. */
    private String otherVersion(BrokenRoutes routes) {
        if (routes.findings().stream().noneMatch(finding -> finding.problem().startsWith("There is no "))) {
            return "";
        }
        return RouteFiles.folder(environment.getProperty("omnichannel.routes-dir", ""))
                .map(
                        folder -> "\n\nThe routes in use are those in " + folder
                                + ". If they are of another version than the program, exchange the folder together with the jar.")
                .orElse("");
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
