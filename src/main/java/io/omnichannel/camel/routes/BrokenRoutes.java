package io.omnichannel.camel.routes;

import java.util.List;
import java.util.stream.Collectors;

/** Routes that must not be loaded. */
public final class BrokenRoutes extends RuntimeException {

    private final List<Finding> findings;

    BrokenRoutes(List<Finding> findings) {
        super("The routes have " + count(findings), null, false, false);
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }

    /** One line a mistake: {@code file:line  problem}. */
    String problems() {
        return "The routes have " + count(findings) + ":\n\n"
                + findings.stream().map(finding -> "  " + finding).collect(Collectors.joining("\n"));
    }

    /** One line a mistake: {@code file:line  cure}. */
    String cures() {
        return "Mend and start again:\n\n"
                + findings.stream()
                        .map(finding -> "  " + finding.place() + "  " + finding.cure())
                        .collect(Collectors.joining("\n"));
    }

    private static String count(List<Finding> findings) {
        return findings.size() == 1 ? "a mistake" : findings.size() + " mistakes";
    }
}
