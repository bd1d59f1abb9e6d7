package io.omnichannel.admin;

import io.omnichannel.platform.HealthComponent;
import io.omnichannel.platform.HealthComponent.Finding;
import io.omnichannel.platform.Problem;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What {@code GET /health} says, put together from what every part remembers. Asks nobody. */
@Component
final class HealthBoard {

    private final List<HealthComponent> components;
    private final String version;
    private final Clock clock;

    HealthBoard(
            ObjectProvider<HealthComponent> components,
            @Value("${spring.application.version:1.0.0}") String version,
            ObjectProvider<Clock> clock) {
        this.components = components.orderedStream().toList();
        this.version = version;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    /** An {@link Answer}, or a {@link Problem} when calls and texts are not accepted. */
    public Object answer() {
        Map<String, Finding> findings = new TreeMap<>();
        for (HealthComponent component : components) {
            component.finding().ifPresent(finding -> findings.put(component.name(), finding));
        }
        boolean accepting = findings.values().stream().allMatch(Finding::accepting);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", findings.isEmpty() ? "healthy" : "degraded");
        body.put("module", "omnichannel");
        body.put("version", version);
        body.put("enabled", true);
        body.put("timestamp", clock.instant());
        if (!findings.isEmpty()) {
            body.put("components", components(findings));
        }
        return accepting ? new Answer(200, body, Map.of()) : unavailable(body);
    }

    private static Map<String, Object> components(Map<String, Finding> findings) {
        Map<String, Object> shown = new LinkedHashMap<>();
        findings.forEach((name, finding) -> shown.put(
                name,
                Map.of(
                        "status", finding.accepting() ? "degraded" : "down",
                        "reason", finding.reason(),
                        "message", finding.message())));
        return shown;
    }

    /** A problem like every error: its {@code status} is the number, the rest of health stands beside it. */
    private static Problem unavailable(Map<String, Object> health) {
        health.remove("status");
        return Problem.of(
                        503,
                        "Calls and texts are not accepted",
                        "See components for what is down; try again shortly",
                        "health_down")
                .withMembers(health);
    }
}
