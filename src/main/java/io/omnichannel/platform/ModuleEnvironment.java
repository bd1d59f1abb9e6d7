package io.omnichannel.platform;

import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/** Settings that follow from others: nothing of the module is configured while it is off, and where the routes are. */
public class ModuleEnvironment implements EnvironmentPostProcessor, Ordered {

    private static final String OFF = String.join(
            ",",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
            "org.apache.camel.spring.boot.CamelAutoConfiguration",
            "org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpAutoConfiguration");

    /** After Boot has read application.properties. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        MutablePropertySources sources = environment.getPropertySources();
        if ("true".equalsIgnoreCase(environment.getProperty("omnichannel.enabled"))) {
            locateRoutes(environment);
        } else {
            sources.addFirst(derived("spring.autoconfigure.exclude", OFF));
        }
    }

    private static void locateRoutes(ConfigurableEnvironment environment) {
        try {
            List<String> routes = RouteFiles.locate(environment.getProperty("omnichannel.routes-dir", ""));
            environment
                    .getPropertySources()
                    .addLast(derived("camel.main.routes-include-pattern", String.join(",", routes)));
        } catch (MissingRoutes none) {
            // The check of the routes stops the start with the same words; before the log is set up nobody would read
            // them.
            environment.getPropertySources().addLast(derived("camel.main.routes-include-pattern", "false"));
        }
    }

    private static MapPropertySource derived(String name, String value) {
        return new MapPropertySource("omnichannel-derived", Map.of(name, value));
    }
}
